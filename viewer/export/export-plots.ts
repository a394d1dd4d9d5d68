import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Results } from 'sentilab/tracking/node';
import { launchBrowser } from '../browser/launch.ts';
import { serveViewer } from '../server/serve.ts';
import { HOME, SEARCH_VIEWS, formatRoute } from '../src/route.ts';

/** Pixels of a picture; PNGs have twice as many. */
const SIZE = { width: 1000, height: 560 };

/** What plotly offers inside the page. */
interface Plotly {
  toImage(place: Element, options: object): Promise<string>;
}

/**
 * Every plot of the experiments as a picture, drawn by a headless browser: `<experiment>-<plot>.png` or `.svg`.
 *
 * @returns the files that were written
 */
export async function exportPlots(
  results: Results,
  names: readonly string[],
  folder: string,
  format: 'png' | 'svg',
): Promise<string[]> {
  fs.mkdirSync(folder, { recursive: true });
  const server = await serveViewer({ results, port: 0 });
  const browser = await launchBrowser();
  const files: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    for (const name of names) {
      for (const view of SEARCH_VIEWS) {
        await page.goto(`${server.url}${formatRoute({ ...HOME, experiment: name, view })}`);
        await page.locator('main h1').waitFor();
        // All plots of the page once; of the views, of which one is open at a time, each by its own address.
        const places = view === SEARCH_VIEWS[0] ? page.locator('.plot') : page.locator('.views .plot');
        for (const place of await places.all()) {
          await place.scrollIntoViewIfNeeded();
          const label = (await place.getAttribute('aria-label')) ?? 'plot';
          const data = await drawnPlot(page, label, format);
          if (data === null) continue;
          const file = path.join(folder, `${name}-${slug(label)}.${format}`);
          fs.writeFileSync(file, data);
          files.push(file);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return files;
}

/** So long a plot may have nothing to draw because its numbers are still on their way, in ms. */
const EMPTY_FOR = 3000;

/** The picture of a plot; null when it has nothing to draw. */
async function drawnPlot(page: Page, label: string, format: 'png' | 'svg'): Promise<Buffer | null> {
  const place = page.locator(`.plot[aria-label=${JSON.stringify(label)}]`).first();
  const drawn = await page.waitForFunction(
    ([wanted, patience]) => {
      const plot = [...document.querySelectorAll<HTMLElement>('.plot')].find(
        (each) => each.getAttribute('aria-label') === wanted,
      );
      if (plot?.querySelector('svg, canvas') != null) return 'drawn';
      const since = Number(plot?.dataset['empty'] ?? NaN);
      return Date.now() - since > patience ? 'empty' : false;
    },
    [label, EMPTY_FOR] as const,
    { timeout: 60_000 },
  );
  if ((await drawn.jsonValue()) === 'empty') return null;
  const url = await place.evaluate(
    (element, options) => (globalThis as unknown as { Plotly: Plotly }).Plotly.toImage(element, options),
    { format, ...SIZE, scale: format === 'png' ? 2 : 1 },
  );
  const [head = '', body = ''] = [url.slice(0, url.indexOf(',')), url.slice(url.indexOf(',') + 1)];
  return head.endsWith(';base64')
    ? Buffer.from(body, 'base64')
    : Buffer.from(decodeURIComponent(body), 'utf8');
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
