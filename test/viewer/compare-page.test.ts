import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { calibrationError, runReliabilityFigure } from 'sentilab/plots';
import { runLabel, type RunRecord } from 'sentilab/tracking';
import { openResults } from 'sentilab/tracking/node';
import type { Listening } from '../../viewer/server/listen.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import { codeDiff } from '../../viewer/src/compare/code-diff.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';
import { watchedPage } from '../support/watched-page.ts';

const bins = (shift: number) =>
  [0.1, 0.5, 0.9].map((stated) => ({
    count: 20,
    stated,
    observed: stated - shift,
    low: Math.max(0, stated - shift - 0.1),
    high: Math.min(1, stated - shift + 0.1),
  }));
const CODES = {
  aaaaaaaaaaaa: { files: { 'lib/a.ts': '1', 'lib/b.ts': '1' }, packages: { zod: '4.0.0' } },
  bbbbbbbbbbbb: { files: { 'lib/a.ts': '2', 'lib/c.ts': '1' }, packages: { zod: '4.1.0' } },
};

describe('comparison and single runs in the viewer', function () {
  this.timeout(90_000);
  let folder: string;
  let server: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  const finished = makeRecords({ seed: 1 }).filter(
    ({ study, outcome }) => study !== null && outcome.kind === 'finished',
  );
  const withCode = (run: RunRecord | undefined, code: string, shift: number): RunRecord => {
    assert.ok(run?.confusion);
    return { ...run, code, confusion: { ...run.confusion, reliability: bins(shift) } };
  };
  const a = withCode(finished[0], 'aaaaaaaaaaaa', 0.05);
  const b = withCode(finished[1], 'bbbbbbbbbbbb', 0);
  const c = withCode(finished[2], 'aaaaaaaaaaaa', 0);
  const lost = withCode(finished[3], 'cccccccccccc', 0);

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-compare-'));
    const results = openResults(folder);
    for (const run of [a, b, c, lost]) results.writeRun(run);
    results.writeExperiment(makeExperiment({ seed: 1 }));
    fs.mkdirSync(path.join(folder, 'quick/code'));
    for (const [hash, code] of Object.entries(CODES))
      fs.writeFileSync(path.join(folder, `quick/code/${hash}.json`), JSON.stringify({ hash, ...code }));
    const at = (offset: number): string => new Date(Date.parse(a.timing.startedAt) + offset).toISOString();
    const lines = [
      { time: at(-60_000), level: 'info', message: 'said of another run' },
      { time: at(1000), level: 'info', message: '<b>epoch 1</b>: validation/loss 0.5' },
      { time: at(2000), level: 'debug', message: 'too much' },
      { time: at(3000), level: 'warn', message: 'the disk is nearly full' },
    ];
    fs.writeFileSync(
      path.join(folder, 'quick/log.jsonl'),
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"time": 3}\nnull\n{"torn`,
    );
    server = await serveViewer({ results, port: 0 });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    ({ context, page, faults } = await watchedPage(browser));
  });
  afterEach(() => context.close());
  const open = async (...runs: readonly RunRecord[]): Promise<void> => {
    await page.goto(`${server.url}#/quick/compare?${runs.map(({ id }) => `sel=${id}`).join('&')}`);
    await page.getByRole('heading', { name: 'Metrics' }).waitFor();
  };

  it('lists the sources and packages in which two runs differ, and says when there is nothing to list', async () => {
    await open(a, b);
    const code = page.getByRole('region', { name: 'Code' });
    const lines = code.locator('li');
    await lines.first().waitFor();
    assert.deepEqual(await lines.allInnerTexts(), [
      'lib/a.ts: changed',
      'lib/b.ts: gone',
      'lib/c.ts: new',
      'package zod: 4.0.0 → 4.1.0',
    ]);
    await open(a, c);
    await code.getByText('the same sources and versions of packages').waitFor();
    assert.deepEqual(faults, []);
    await open(a, lost);
    await code.getByText('what they were was not kept').waitFor();
  });

  it('holds stated probabilities of both runs against what came true', async () => {
    await open(a, b);
    const section = page.getByRole('region', { name: 'Calibration' });
    await section.locator('.scatterlayer .trace').nth(1).waitFor();
    await section.getByText(`${runLabel(a)} 5.0 points, ${runLabel(b)} 0.0 points`).waitFor();
    assert.equal(calibrationError(finished[4] as RunRecord), null);
    assert.equal(runReliabilityFigure(finished.slice(4, 6)), null);
    assert.deepEqual(faults, []);
  });

  it('shows lines that load this very run, and where it is among the others', async () => {
    await open(a);
    const snippet = await page
      .getByRole('region', { name: 'Have it again' })
      .locator('pre')
      .last()
      .innerText();
    const script = path.join(import.meta.dirname, `../support/.snippet-${process.pid}.ts`);
    fs.writeFileSync(script, `${snippet}\nconsole.log(run?.id);\n`);
    try {
      const said = execFileSync(process.execPath, ['--import', 'tsx', script], {
        env: { ...process.env, SENTILAB_RESULTS: folder },
        encoding: 'utf8',
      });
      assert.equal(said.trim().split('\n').at(-1), a.id);
    } finally {
      fs.rmSync(script, { force: true });
    }
    await page.getByRole('link', { name: 'Timeline' }).click();
    await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();
    assert.match(page.url(), new RegExp(`sel=${a.id}`));
    assert.deepEqual(faults, []);
  });

  it('shows what was said while a run trained, as text, and nothing of other runs', async () => {
    await open(a);
    const log = await page.getByRole('region', { name: 'Log' }).locator('pre').innerText();
    assert.match(log, /^\S+ <b>epoch 1<\/b>: validation\/loss 0\.5\n\S+ warn: the disk is nearly full$/);
    const outside = path.join(folder, 'secret.jsonl');
    fs.writeFileSync(outside, JSON.stringify({ time: a.timing.startedAt, message: 'secret' }));
    fs.rmSync(path.join(folder, 'quick/log.jsonl'));
    fs.symlinkSync(outside, path.join(folder, 'quick/log.jsonl'));
    const answer = await fetch(`${server.url}api/experiments/quick/log`);
    assert.deepEqual(await answer.json(), []);
    assert.deepEqual(faults, []);
  });

  it('reads no file but the code of the experiment', async () => {
    for (const hash of ['..%2fexperiment', 'aaaaaaaaaaaa.json', '%2e%2e%2f%2e%2e%2fsecret', 'dddddddddddd']) {
      const response = await fetch(`${server.url}api/experiments/quick/code/${hash}`);
      assert.equal(response.status, 404, hash);
    }
  });
});

describe('codeDiff', () => {
  it('is empty between equal codes, and counts every file and package once', () => {
    const [one, other] = [CODES.aaaaaaaaaaaa, CODES.bbbbbbbbbbbb];
    assert.deepEqual(codeDiff(one, one), []);
    assert.equal(codeDiff(one, other).length, 4);
  });
});
