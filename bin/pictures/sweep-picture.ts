import { spawn } from 'node:child_process';
import path from 'node:path';
import { AnsiUp } from 'ansi_up';
import type { Browser } from 'playwright-core';
import { FailureError } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';

/** What a sweep printed, colours included. */
export interface PrintedSweep {
  readonly experiment: string;
  /** As a person would type it. */
  readonly command: string;
  readonly output: string;
}

const EXPERIMENT = 'quick';
const TRIALS = '6';

/** Runs a short sweep from nothing, with the colours of a terminal. */
export async function runSweep(results: string): Promise<PrintedSweep> {
  const child = spawn(
    process.execPath,
    [fromRoot('bin', 'sentilab.mjs'), 'sweep', EXPERIMENT, '--trials', TRIALS, '--results', results],
    { cwd: fromRoot(), env: { ...process.env, FORCE_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new FailureError(`The sweep for the picture failed:\n${output}`);
  const command = `npm run sweep -- ${EXPERIMENT} --trials ${TRIALS}`;
  return {
    experiment: EXPERIMENT,
    command,
    output: output.replaceAll(path.relative(fromRoot(), results), 'results'),
  };
}

/** The output as it looks in a dark terminal. */
export async function sweepPicture(browser: Browser, { command, output }: PrintedSweep): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1120, height: 400 }, deviceScaleFactor: 2 });
  try {
    await page.setContent(`<!doctype html><style>
      body { margin: 0; background: #10141a; }
      pre { margin: 0; padding: 20px 24px; color: #d7dde5; font: 13px/1.5 'DejaVu Sans Mono', monospace; white-space: pre-wrap; }
      b { color: #7fd1b9; font-weight: normal; }
    </style><pre><b>$</b> ${command}\n${new AnsiUp().ansi_to_html(output.trim())}</pre>`);
    return await page.locator('pre').screenshot();
  } finally {
    await page.close();
  }
}
