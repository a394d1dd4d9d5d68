import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { renderQualityReport } from 'sentilab/plots';
import { plotlySource } from 'sentilab/plots/node';
import { checkQuality, type QualityReport } from 'sentilab/quality';
import { makePlanted } from '../../quality/make-planted.ts';
import { launchBrowser } from '../../support/browser.ts';
import { HOSTILE } from '../../support/hostile.ts';

const lines = makePlanted();
const planted = (text: (text: string) => string = (text) => text, name = 'Planted faults') =>
  checkQuality(
    {
      name,
      title: name,
      attribution: name,
      fingerprint: 'f'.repeat(64),
      examples: lines.map((line) => ({ ...line, text: text(line.text) })),
      parts: lines.map(({ part }) => part),
    },
    {},
    { now: () => new Date(0) },
  );

describe('page of the quality report', () => {
  let report: QualityReport;
  before(async () => {
    report = await planted();
  });

  it('is the same bytes for the same report', () => {
    const render = (): string => renderQualityReport({ report, plotlySource: 'plotly' });
    assert.equal(render(), render());
  });

  it('says of every check how it came out, and links each that found something to its examples', () => {
    const page = renderQualityReport({ report, plotlySource: 'plotly' });
    for (const { title, kind, count, passed } of report.findings) {
      assert.ok(page.includes(title), title);
      assert.equal(page.includes(`href="#${kind}"`), count > 0, kind);
      assert.equal(page.includes(`<section id="${kind}" class="over">`), !passed, kind);
    }
    assert.match(page, /9 of 18 checks over their limits\./);
    assert.match(page, /Empty texts: 3, allowed 0\./);
  });

  it('shows a report of one example, with nothing found', async () => {
    const tiny = await checkQuality(
      {
        name: 'tiny',
        title: 'Tiny',
        attribution: '',
        fingerprint: '',
        examples: [{ id: 'a', text: 'A good film.', label: 1 }],
      },
      { only: ['html'] },
    );
    const page = renderQualityReport({ report: tiny, plotlySource: 'plotly' });
    assert.match(page, /1 check within its limit\./);
    assert.match(page, /<p>Nothing\.<\/p>/);
    assert.doesNotMatch(page, /NaN|undefined/);
  });

  describe('in a browser', function () {
    this.timeout(180_000);
    let browser: Browser;
    let folder: string;
    before(async () => {
      folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-quality-page-'));
      browser = await launchBrowser();
    });
    after(async () => {
      await browser.close();
      fs.rmSync(folder, { recursive: true, force: true });
    });

    async function open(html: string): Promise<{ readonly page: Page; readonly faults: string[] }> {
      const file = path.join(folder, 'page.html');
      fs.writeFileSync(file, html);
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
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

    it('draws all seven figures under its own policy, asks for nothing, fits a phone, turns dark', async () => {
      const { page, faults } = await open(renderQualityReport({ report, plotlySource: plotlySource() }));
      const drawn = await page
        .locator('[data-figure]')
        .evaluateAll((places) =>
          places.map((place) => [
            (place as HTMLElement).dataset['figure'],
            place.querySelector('svg') !== null,
          ]),
        );
      assert.deepEqual(
        drawn,
        [
          'classes',
          'lengths',
          'zipf',
          'heaps',
          'words',
          'finding-near-duplicates',
          'finding-label-noise',
        ].map((name) => [name, true]),
      );
      await page.setViewportSize({ width: 390, height: 800 });
      await page.waitForFunction(() => document.querySelector('.main-svg')?.clientWidth === 350); // plotly follows
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForSelector('html[data-drawn="dark"]');
      assert.deepEqual(faults, []);
      await page.close();
    });

    it('runs no script out of hostile texts and names, and shows them as text', async () => {
      const hostile = await planted(
        (text) => (text.length > 2000 ? text : `${HOSTILE} ${text}`),
        `Hostile ${HOSTILE}`,
      );
      const { page } = await open(renderQualityReport({ report: hostile, plotlySource: plotlySource() }));
      await page.waitForTimeout(300);
      assert.equal(await page.evaluate(() => 'hacked' in window), false);
      assert.equal(await page.locator('h1').textContent(), `Hostile ${HOSTILE}`);
      assert.equal(await page.locator('img, a[href^="javascript"]').count(), 0);
      assert.equal(await page.locator('script').count(), 3);
      await page.close();
    });
  });
});
