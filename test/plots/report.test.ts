import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { contentSecurityPolicy, escapeHtml, renderReport } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';
import { compareRuns } from 'sentilab/tracking';
import { launchBrowser } from '../support/browser.ts';
import { HOSTILE, hostileSweep } from '../support/hostile.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';

const runs = makeRecords({ seed: 1 });
const comparison = compareRuns(runs, { experiment: 'quick' });
const experiment = makeExperiment({ seed: 1 });

describe('renderReport', () => {
  const render = (): string => renderReport({ experiment, runs, comparison, plotlySource: '/* plotly */' });

  it('gives the same bytes for the same records', () => {
    assert.equal(render(), render());
  });

  it('says in words who won, shows every run, the baseline, the environment and how to reproduce', () => {
    const page = render();
    for (const { id } of runs) assert.ok(page.includes(`<code>${id}</code>`), id);
    assert.match(page, /tpe found the best configuration/);
    assert.match(page, /nbsvm \(linear baseline\)/);
    assert.match(page, /TensorFlow 2\.18\.1/);
    assert.ok(page.includes(`npm run reproduce -- ${comparison.winner?.runId}`));
  });

  it('names no other host: nothing is loaded from anywhere', () => {
    assert.deepEqual(render().match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? [], []);
  });

  it('leaves older studies out', () => {
    const [old, ...others] = experiment.studies;
    assert.ok(old);
    const studies = [{ ...old, current: false }, ...others];
    const page = renderReport({ experiment: { ...experiment, studies }, runs, comparison, plotlySource: '' });
    const [gone] = runs.filter(({ study }) => study?.id === old.id);
    assert.ok(gone && !page.includes(`<code>${gone.id}</code>`));
  });

  it('can be written before anything finished', () => {
    const none = compareRuns([], { experiment: 'quick' });
    assert.match(
      renderReport({ experiment, runs: [], comparison: none, plotlySource: '' }),
      /No run has been recorded yet/,
    );
  });

  it('escapes the five characters that mean something in HTML', () => {
    assert.equal(escapeHtml(`<a b="c" d='e'>&`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
  });

  it('allows its scripts by the hash that browsers compute', () => {
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert.match(
      contentSecurityPolicy(['alert(1)']),
      /script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF\+pI='/,
    );
    assert.match(contentSecurityPolicy([]), /script-src 'none'/);
  });
});

describe('the report in a browser, opened from disk with the network off', () => {
  let browser: Browser;
  let context: BrowserContext;
  let folder: string;

  before(async function () {
    this.timeout(120_000);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-report-'));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
  });
  afterEach(() => context.close());

  async function open(html: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
    const file = path.join(folder, 'report.html');
    fs.writeFileSync(file, html);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) faults.push(`asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html[data-drawn]', { timeout: 60_000 });
    return { page, faults };
  }

  it('draws all seven figures under its own policy, asks for nothing, fits a phone', async function () {
    this.timeout(180_000);
    const { page, faults } = await open(
      renderReport({ experiment, runs, comparison, plotlySource: plotlySource() }),
    );
    assert.equal(await page.locator('[data-figure] .main-svg').first().isVisible(), true);
    assert.deepEqual(
      await page
        .locator('[data-figure]')
        .evaluateAll((places) => places.map((place) => place.querySelector('svg') !== null)),
      Array<boolean>(7).fill(true),
    );
    await page.setViewportSize({ width: 390, height: 800 });
    await page.waitForFunction(() => document.querySelector('.main-svg')?.clientWidth === 350); // plotly follows
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('html[data-drawn="dark"]');
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
      'rgb(20, 23, 29)',
    );
    assert.deepEqual(faults, []);
  });

  it('runs no script out of hostile names, and shows them as text', async function () {
    this.timeout(180_000);
    const sweep = hostileSweep('hostile');
    const { page } = await open(
      renderReport({
        ...sweep,
        comparison: compareRuns(sweep.runs, { experiment: 'hostile' }),
        plotlySource: plotlySource(),
      }),
    );
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.equal(await page.locator('h1').textContent(), `Hostile ${HOSTILE}`);
    assert.equal(await page.locator('img, a[href^="javascript"]').count(), 0);
    assert.equal(await page.locator('script').count(), 3);
  });
});
