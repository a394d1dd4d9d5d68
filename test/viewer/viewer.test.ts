import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { runLabel } from 'sentilab/tracking';
import { openResults, type Results } from 'sentilab/tracking/node';
import { viewerPage } from '../../viewer/build.ts';
import type { Listening } from '../../viewer/server/listen.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import { HOSTILE, hostileSweep } from '../support/hostile.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';
import { watchedPage } from '../support/watched-page.ts';

describe('the viewer in a browser', function () {
  this.timeout(180_000);
  let folder: string;
  let results: Results;
  let server: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  const records = makeRecords({ seed: 1 });
  const finished = records.filter(({ study, outcome }) => study !== null && outcome.kind === 'finished');
  /** As the table shows them. */
  const inOrder = finished.toSorted((a, b) => (a.objective.value ?? NaN) - (b.objective.value ?? NaN));

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-viewer-'));
    results = openResults(folder);
    for (const record of records) results.writeRun(record);
    results.writeExperiment(makeExperiment({ seed: 1 }));
    const hostile = hostileSweep('hostile');
    for (const record of hostile.runs) results.writeRun(record);
    results.writeExperiment(hostile.experiment);
    fs.writeFileSync(
      path.join(results.paths('hostile').runsFolder, '<img src=x onerror=window.hacked=1>.json'),
      '{"x',
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
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
        faults.push(`asked for ${request.url()}`);
    });
  });
  afterEach(() => context.close());

  const open = async (hash: string): Promise<void> => {
    await page.goto(`${server.url}${hash}`);
    await page.locator('main h1').waitFor();
  };
  const rows = (): Locator =>
    page.getByRole('region', { name: 'Table of runs' }).locator('tbody tr[data-row]');
  /** The table draws what is in sight and says how many rows there are. */
  const waitForCount = (expected: number): Promise<void> =>
    page.locator(`.scroll.table table[aria-rowcount="${expected + 1}"]`).waitFor();
  const column = async (title: string): Promise<string[]> => {
    const titles = await page
      .getByRole('region', { name: 'Table of runs' })
      .locator('thead th')
      .allInnerTexts();
    const index = titles.findIndex((text) => text.replace(/[▲▼]/g, '').trim() === title);
    assert.ok(index > 0, `${title} in ${titles.join(' ')}`);
    return rows().evaluateAll((all, at) => all.map((row) => row.children[at]?.textContent ?? ''), index);
  };

  it('lists experiments, finds one by its name and opens it', async () => {
    await open('');
    assert.equal(await page.locator('.card').count(), 2);
    await page.getByLabel('Search').fill('quick');
    assert.equal(await page.locator('.card').count(), 1);
    await page.getByRole('link', { name: 'BiLSTM on Rotten Tomatoes, a first sweep' }).click();
    await page.getByText('found the best configuration').waitFor();
    await waitForCount(records.length);
    assert.deepEqual(faults, []);
  });

  it('shows the best runs first, sorts the other way by a press on the heading, and says so to screen readers', async () => {
    await open('#/quick');
    const heading = page.getByRole('columnheader', { name: 'validation/loss' });
    assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
    const up = (await column('validation/loss')).filter((text) => text !== '–').map(Number);
    assert.deepEqual(
      up,
      [...up].sort((a, b) => a - b),
    );
    await heading.getByRole('button').click();
    assert.equal(await heading.getAttribute('aria-sort'), 'descending');
    const down = (await column('validation/loss')).filter((text) => text !== '–').map(Number);
    assert.deepEqual(
      down,
      [...down].sort((a, b) => b - a),
    );
    assert.deepEqual(faults, []);
  });

  it('filters by expression and facet, and the view survives a reload', async () => {
    await open('#/quick');
    await page.getByLabel('Filter').fill('test/accuracy>=77%');
    await page.getByRole('combobox', { name: 'Sampler' }).selectOption('tpe');
    const expected = finished.filter(
      ({ study, metrics }) => study?.sampler === 'tpe' && (metrics['test/accuracy']?.value ?? 0) >= 0.77,
    );
    await waitForCount(expected.length);
    await page.getByText(`${expected.length} of ${records.length} runs`).waitFor();
    await page.reload();
    await page.locator('main h1').waitFor();
    await waitForCount(expected.length);
    assert.equal(await page.getByLabel('Filter').inputValue(), 'test/accuracy>=77%');
    await page.getByLabel('Filter').fill('no such run');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await waitForCount(records.length);
    assert.deepEqual(faults, []);
  });

  it('compares two selected runs: only what differs, the distance in metrics, curves over each other, matrices', async () => {
    const [a, b] = [inOrder[0], inOrder[5]];
    assert.ok(a && b);
    await open('#/quick');
    await page.getByLabel(`Select ${runLabel(a)}`, { exact: true }).check();
    await page.getByLabel(`Select ${runLabel(b)}`, { exact: true }).check();
    await page.getByRole('button', { name: 'Compare 2 runs' }).click();
    await page.getByRole('heading', { name: 'Compare 2 runs' }).waitFor();
    const settings = page.getByRole('region', { name: 'Settings of the selected runs' });
    const few = await settings.locator('tbody th').allInnerTexts();
    assert.ok(few.includes('training.learningRate') && !few.includes('training.batchSize'), few.join(' '));
    await page.getByLabel('only differences').uncheck();
    const all = await settings.locator('tbody th').allInnerTexts();
    assert.ok(all.includes('training.batchSize') && all.length > few.length);
    const metrics = page.getByRole('region', { name: 'Metrics of the selected runs' });
    const accuracy = (b.metrics['test/accuracy']?.value ?? 0) - (a.metrics['test/accuracy']?.value ?? 0);
    await metrics
      .getByText(`${(100 * Math.abs(accuracy)).toFixed(1)} points`)
      .first()
      .waitFor();
    const curves = page.getByRole('region', { name: 'Learning curves' });
    await curves.locator('.scatterlayer .trace').nth(1).waitFor();
    assert.equal(await curves.locator('.scatterlayer .trace').count(), 2);
    assert.equal(
      await page.getByRole('region', { name: 'Confusion matrices' }).locator('.js-plotly-plot').count(),
      2,
    );
    await page.goBack();
    await page.getByRole('button', { name: 'Compare 2 runs' }).waitFor();
    assert.deepEqual(faults, []);
  });

  it('shows one run alone with all its settings and the command that trains it again', async () => {
    const [run] = inOrder;
    assert.ok(run);
    await open('#/quick');
    await page.getByRole('button', { name: runLabel(run), exact: true }).click();
    await page.getByText(`npm run reproduce -- ${run.id}`).waitFor();
    await page.getByText('training.batchSize').waitFor();
  });

  it('can be used with the keyboard alone: skip link, heading, check box, comparison', async () => {
    await open('#/quick');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    const press = async (until: string): Promise<void> => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press('Tab');
        const label = await page.evaluate(() => {
          const active = document.activeElement;
          return active?.getAttribute('aria-label') ?? active?.textContent ?? '';
        });
        if (label.startsWith(until)) return;
      }
      assert.fail(`Tab never came to ${until}`);
    };
    await press('validation/loss');
    await page.keyboard.press('Enter');
    await press('Select');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Show the selected run' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'One run' }).waitFor();
  });

  it('fits a phone and a dark room', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const [a, b] = [inOrder[0], inOrder[5]];
    for (const hash of ['', '#/quick', `#/quick/compare?sel=${a?.id}&sel=${b?.id}`]) {
      await open(hash);
      await page.reload();
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, hash);
      assert.equal(
        await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        'rgb(20, 23, 29)',
      );
    }
    await page.getByLabel('Theme').selectOption('light');
    // The page draws it with its next frame; it has to come.
    await page.waitForFunction(
      () => getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)',
      undefined,
      { timeout: 5000 },
    );
  });

  it('runs no script out of hostile names, shows them as text and names the file it could not read', async () => {
    const selected = results
      .readRuns('hostile')
      .runs.slice(0, 3)
      .map(({ id }) => `sel=${id}`)
      .join('&');
    for (const hash of [
      '',
      '#/hostile',
      `#/hostile/compare?all=&${selected}`,
      `#/${encodeURIComponent(HOSTILE)}`,
    ]) {
      await page.goto(`${server.url}${hash}`);
      await page.reload();
      await page.locator('main h1, main h2').first().waitFor();
      await page.waitForTimeout(500);
      assert.equal(await page.evaluate(() => 'hacked' in window), false, hash);
      assert.equal(await page.locator('img, a[href^="javascript"]').count(), 0, hash);
    }
    await page.getByText('There is no experiment of this name').waitFor();
    await open('#/hostile');
    assert.equal(await page.locator('h1').textContent(), `Hostile ${HOSTILE}`);
    await page.getByText('One file could not be read').click();
    await page.getByText('hostile/runs/<img src=x onerror=window.hacked=1>.json', { exact: true }).waitFor();
  });

  it('says what to do when there is nothing, when the server is gone, and shows what comes later on Reload', async () => {
    const empty = openResults(path.join(folder, 'none'));
    const other = await serveViewer({ results: empty, port: 0 });
    await page.goto(other.url);
    await page.getByRole('heading', { name: 'No experiment yet' }).waitFor();
    await page.getByText('npm run sweep').waitFor();
    const [record] = records;
    assert.ok(record);
    empty.writeRun(record);
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator('.card').waitFor();
    await other.close();
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText('does not answer. Start it again with npm run results').waitFor();
  });
});

describe('viewerPage', () => {
  it('is built once for the same sources and taken from disk after that', async function () {
    this.timeout(60_000);
    const first = await viewerPage();
    const second = await viewerPage();
    assert.equal(second.rebuilt, false);
    assert.equal(second.html, first.html);
    assert.equal(second.policy, first.policy);
  });

  it('is built anew when the page on disk was damaged', async function () {
    this.timeout(60_000);
    const { html } = await viewerPage();
    const file = path.resolve(import.meta.dirname, '../../viewer/dist/index.html');
    fs.writeFileSync(file, html.slice(0, 1000));
    const again = await viewerPage();
    assert.equal(again.rebuilt, true);
    assert.equal(again.html, html);
  });

  it('allows its two scripts, connections home, and no eval', async () => {
    const { policy } = await viewerPage();
    assert.match(policy, /^default-src 'none'; script-src 'sha256-[^ ]+' 'sha256-[^ ]+';/);
    assert.match(policy, /connect-src 'self'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe-eval/);
  });
});
