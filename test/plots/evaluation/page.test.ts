import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { renderEvaluation } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';
import { launchBrowser } from '../../support/browser.ts';
import { HOSTILE } from '../../support/hostile.ts';
import { sampleReport } from './sample-report.ts';

describe('renderEvaluation', () => {
  it('gives the same bytes for the same report and names no other host', () => {
    const render = (): string =>
      renderEvaluation({ report: sampleReport({ a: 1, b: 0.5 }), plotlySource: '/* plotly */' });
    assert.equal(render(), render());
    assert.deepEqual(render().match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? [], []);
  });
});

describe('the evaluation page in a browser, opened from disk with the network off', () => {
  let browser: Browser;
  let folder: string;
  before(async function () {
    this.timeout(120_000);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-evaluation-'));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('draws every figure under its own policy in both colour schemes, fits a phone, and runs no hostile text', async function () {
    this.timeout(180_000);
    const file = path.join(folder, 'evaluation.html');
    const report = sampleReport({ [`good ${HOSTILE}`]: 1.5, poor: 0.3 }, { text: HOSTILE, examples: 200 });
    fs.writeFileSync(
      file,
      renderEvaluation({ report: { ...report, notes: [HOSTILE] }, plotlySource: plotlySource() }),
    );
    const context = await browser.newContext({ offline: true, viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector('html[data-drawn="light"]', { timeout: 60_000 });
    const drawn = await page
      .locator('[data-figure]')
      .evaluateAll((places) => places.map((place) => place.querySelector('svg') !== null));
    assert.deepEqual(drawn, new Array<boolean>(8).fill(true));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('html[data-drawn="dark"]');
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
    assert.equal(await page.locator('img, a[href^="javascript"]').count(), 0);
    assert.equal(await page.locator('script').count(), 3);
    assert.deepEqual(faults, []);
    await context.close();
  });
});
