import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { FailureError } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import { labArguments } from '../commands/notebook.ts';
import { jupyterEnvironment, notebookProgram } from '../jupyter.ts';

const PATIENCE_MS = 300_000;

/** A notebook in JupyterLab after all its cells were run, with its first figure in sight. */
export async function notebookPicture(browser: Browser, name: string): Promise<Buffer> {
  // A copy: JupyterLab saves what it has run.
  const folder = fromRoot('results', 'notebooks', 'picture');
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(fromRoot('notebooks', name), path.join(folder, name));
  const child = spawn(notebookProgram('jupyter-lab'), labArguments({ browser: false }), {
    cwd: folder,
    env: jupyterEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await labAddress(child);
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, deviceScaleFactor: 2 });
    const place = path.relative(fromRoot(), path.join(folder, name)).split(path.sep).join('/');
    await page.goto(`${address.origin}/lab/tree/${place}${address.search}`);
    await runAll(page);
    return await page.screenshot();
  } finally {
    child.kill('SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The address with its token, which JupyterLab prints. */
function labAddress(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*token=\w+/.exec(printed)?.[0];
      if (found !== undefined) resolve(new URL(found));
    });
    child.once('exit', () =>
      reject(new FailureError(`JupyterLab ended:\n${printed}`, { fix: 'Run npm run doctor.' })),
    );
  });
}

async function runAll(page: Page): Promise<void> {
  await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor({ timeout: PATIENCE_MS });
  await page.locator('.jp-NotebookPanel-toolbar').getByText('TypeScript').waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
  // The last cell prints its answers when everything before it has run.
  const figure = page
    .locator('.jp-OutputArea-output .js-plotly-plot, .jp-OutputArea-output svg.main-svg')
    .first();
  await figure.waitFor({ timeout: PATIENCE_MS });
  await page.waitForFunction(
    () => {
      const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
      return prompts.length > 0 && prompts.every(({ textContent }) => /\[\d+\]/.test(textContent ?? ''));
    },
    undefined,
    { timeout: PATIENCE_MS },
  );
  await page.waitForTimeout(3000);
  await figure.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
}
