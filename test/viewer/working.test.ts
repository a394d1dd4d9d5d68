import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { runLabel } from 'sentilab/tracking';
import { openResults, type Results } from 'sentilab/tracking/node';
import { launchBrowser } from '../support/browser.ts';
import type { Listening } from '../../viewer/server/listen.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';
import { watchedPage } from '../support/watched-page.ts';

describe('working with runs in the viewer', function () {
  this.timeout(120_000);
  let folder: string;
  let results: Results;
  let server: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  const records = makeRecords({ seed: 1 });

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-viewer-'));
    results = openResults(folder);
    for (const record of records) results.writeRun(record);
    results.writeExperiment(makeExperiment({ seed: 1 }));
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
  afterEach(async () => {
    await context.close();
    fs.rmSync(path.join(folder, 'quick/viewer.json'), { force: true });
  });

  const open = async (hash: string): Promise<void> => {
    await page.goto(`${server.url}${hash}`);
    await page.locator('main h1').waitFor();
  };
  const waitForCount = (count: number): Promise<void> =>
    page.locator(`.scroll.table table[aria-rowcount="${count + 1}"]`).waitFor();

  it('groups by a parameter with mean ± sd, and narrows all views to a group by a press on it', async () => {
    await open('#/quick');
    await page.getByLabel('Group by').selectOption({ label: 'pooling' });
    const table = page.getByRole('region', { name: 'Runs by group' });
    await table.waitFor();
    const of = (pooling: string): number[] =>
      records
        .filter(({ trial }) => trial?.params['pooling'] === pooling)
        .flatMap(({ metrics }) => metrics['validation/loss']?.value ?? []);
    const own = of('max+mean');
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const row = table.locator('tbody tr', { hasText: 'max+mean' });
    const shown = (await row.locator('td', { hasText: '±' }).first().textContent()) ?? '';
    assert.ok(Math.abs(Number(shown.split('±')[0]) - mean) < 1e-3, `${shown} for ${mean}`);
    await row.getByRole('button').click();
    await waitForCount(records.filter(({ trial }) => trial?.params['pooling'] === 'max+mean').length);
    assert.deepEqual(faults, []);
  });

  it('narrows table and curves to what is dragged over in the parallel coordinates, and keeps it in the address', async () => {
    await open('#/quick');
    const plot = page.getByRole('region', { name: 'Parallel coordinates' });
    await plot.scrollIntoViewIfNeeded();
    await plot.locator('.parcoords .y-axis').first().waitFor();
    const axis = plot.locator('.y-axis', { hasText: 'dropout' }).locator('.background').last();
    await axis.scrollIntoViewIfNeeded();
    const box = await axis.boundingBox();
    assert.ok(box);
    const x = box.x + box.width / 2;
    await page.mouse.move(x, box.y + 0.25 * box.height);
    await page.mouse.down();
    await page.mouse.move(x, box.y + 0.5 * box.height, { steps: 6 });
    await page.mouse.move(x, box.y + 0.75 * box.height, { steps: 6 });
    await page.mouse.up();
    await page.getByRole('button', { name: /^Take away: dropout/ }).waitFor();
    const brush = JSON.parse(
      new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('brush') ?? '',
    ) as [string, number, number];
    const left = records.filter(({ trial }) => {
      const value = Number(trial?.params['dropout'] ?? NaN);
      return value >= brush[1] && value <= brush[2];
    });
    assert.ok(left.length > 0 && left.length < records.length - 1);
    await waitForCount(left.length);
    await page.reload();
    await waitForCount(left.length);
    await page.getByRole('button', { name: /^Take away/ }).click();
    await waitForCount(records.length);
    assert.deepEqual(faults, []);
  });

  it('pins a baseline, stars and tags a run and saves a view beside the results, where the next visitor finds them', async () => {
    const [, a, b] = records;
    assert.ok(a && b);
    await open(`#/quick/compare?sel=${a.id}`);
    await page.getByRole('button', { name: 'make baseline' }).click();
    await page.getByRole('button', { name: 'star' }).click();
    await page.getByLabel('Tags, apart by commas').fill('good, later');
    await page.getByLabel('Tags, apart by commas').press('Tab');
    await open(`#/quick?q=sampler%3Dgrid`);
    await page.locator('summary', { hasText: 'Views' }).click();
    await page.getByLabel('Name of this view').fill('only grid');
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'only grid', exact: true }).waitFor();
    const other = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await other.newPage();
    await open('#/quick');
    const first = page.locator('.scroll.table tbody tr[data-row="0"]');
    await first.getByText('baseline').waitFor();
    assert.match((await first.textContent()) ?? '', /★.*good, later/);
    await page.locator('summary', { hasText: 'Views' }).click();
    await page.getByRole('button', { name: 'only grid', exact: true }).click();
    await page.getByText('12 of 37 runs').waitFor();
    await open(`#/quick/compare?sel=${b.id}&sel=${a.id}`);
    await page.getByRole('heading', { name: 'Compare 2 runs' }).waitFor();
    assert.equal(await page.locator('.heads .card').first().locator('.badge').textContent(), 'baseline');
    assert.match((await page.locator('.heads .card').first().textContent()) ?? '', new RegExp(runLabel(a)));
    await other.close();
  });

  it('shows a new run without a reload, and takes up the connection again after the server was away', async () => {
    await open('#/quick');
    await waitForCount(records.length);
    const more = makeRecords({ seed: 5, trials: 2, baseline: false, samplers: ['tpe'] });
    const [one, two] = more;
    assert.ok(one && two);
    results.writeRun(one);
    await waitForCount(records.length + 1);
    const { port } = server;
    await server.close();
    await page.getByText('not connected').waitFor();
    results.writeRun(two);
    server = await serveViewer({ results, port });
    await waitForCount(records.length + 2);
    for (const { id } of more) fs.rmSync(results.paths('quick').runFile(id));
    await waitForCount(records.length);
  });

  it('lists its keys on ?, goes to the filter on /, compares on c and goes back on Backspace', async () => {
    await open('#/quick');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('compare the selected runs').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('sampler=tpe');
    await page.getByText('12 of 37 runs').waitFor();
    await page.locator('.scroll.table tbody input').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'One run' }).waitFor();
    await page.keyboard.press('Backspace');
    await page.getByRole('region', { name: 'Table of runs' }).waitFor();
  });

  it('has no serious finding of axe-core, light or dark', async () => {
    const [, a, b] = records;
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const hash of ['', '#/quick', '#/quick?group=*', `#/quick/compare?sel=${a?.id}&sel=${b?.id}`]) {
        await open(hash);
        await page.waitForTimeout(300);
        const found = await page.evaluate(async (code) => {
          (0, eval)(code);
          const { axe: loaded } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
          interface Finding {
            id: string;
            impact: string;
            nodes: { html: string }[];
          }
          const { violations } = await loaded.run();
          return violations
            .filter(({ impact }) => ['serious', 'critical'].includes(impact))
            .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
        }, axe.source);
        assert.deepEqual(found, [], `${scheme} ${hash}`);
      }
    }
  });
});
