import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { openResults, type Results } from 'sentilab/tracking/node';
import { exportFile } from '../../viewer/export/export-file.ts';
import { exportPlots } from '../../viewer/export/export-plots.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';

describe('exported results', function () {
  this.timeout(120_000);
  let folder: string;
  let results: Results;
  let browser: Browser;
  const records = makeRecords({ seed: 1 });

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-export-'));
    results = openResults(path.join(folder, 'results'));
    for (const record of records) results.writeRun(record);
    results.writeExperiment(makeExperiment({ seed: 1 }));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('open from disk with the network off and show the same numbers as the server, one run’s page too', async () => {
    const { html } = await exportFile(results);
    assert.ok(!html.includes(folder), 'the place of the results is not in the file');
    const file = path.join(folder, 'exported.html');
    fs.writeFileSync(file, html);
    const server = await serveViewer({ results, port: 0 });
    const [, run] = records;
    const texts: string[][] = [];
    const faults: string[] = [];
    for (const base of [pathToFileURL(file).href, server.url]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      if (base.startsWith('file:')) await context.setOffline(true);
      await page.goto(`${base}#/quick?sort=%2Bmetric%3Avalidation%2Floss`);
      await page.locator('.scroll.table tbody tr[data-row="5"]').waitFor();
      const table = await page.locator('.scroll.table tbody').innerText();
      await page.goto(`${base}#/quick/compare?sel=${run?.id}`);
      await page.getByRole('region', { name: 'Metrics of the selected runs' }).waitFor();
      const metrics = await page.getByRole('region', { name: 'Metrics of the selected runs' }).innerText();
      texts.push([table, metrics]);
      await context.close();
    }
    await server.close();
    assert.deepEqual(texts[0], texts[1]);
    assert.deepEqual(faults, []);
  });

  it('become pictures: every plot of the page and every view', async () => {
    const files = await exportPlots(results, ['quick'], path.join(folder, 'pictures'), 'png');
    const names = files.map((file) => path.basename(file)).join(' ');
    // Its records tell no space: of what mattered, alone and together, there is no picture.
    for (const name of ['parallel', 'history', 'slices', 'contour', 'rank', 'matrix', 'distribution'])
      assert.match(names, new RegExp(name));
    for (const name of ['samplers', 'timeline', 'intermediate', 'pareto', 'over-the-epoch'])
      assert.match(names, new RegExp(name));
    assert.equal(new Set(files).size, files.length);
    for (const file of files) {
      const bytes = fs.readFileSync(file);
      assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
      assert.equal(bytes.readUInt32BE(16), 2000);
    }
  });
});
