import type { Browser } from 'playwright-core';
import type { Results } from 'sentilab/tracking/node';
import { serveViewer } from '../../viewer/server/serve.ts';
import { HOME, formatRoute } from '../../viewer/src/route.ts';

/** Runs that are selected in the picture. */
const SELECTED = 3;

/** The viewer's page of an experiment: its runs by objective, the best of them selected, and the first plot below. */
export async function viewerPicture(browser: Browser, results: Results, experiment: string): Promise<Buffer> {
  const { runs } = results.readRuns(experiment);
  const best = runs
    .flatMap(({ id, objective }) => (objective.value === null ? [] : [{ id, value: objective.value }]))
    .sort((a, b) => a.value - b.value)
    .slice(0, SELECTED);
  const route = formatRoute({
    ...HOME,
    experiment,
    sort: [{ column: `metric:${runs[0]?.objective.metric ?? ''}`, descending: false }],
    selected: best.map(({ id }) => id),
  });
  const server = await serveViewer({ results, port: 0 });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
  try {
    await page.goto(`${server.url}${route}`);
    await page.locator('main h1').waitFor();
    const plot = page.locator('.plot').first();
    await plot.scrollIntoViewIfNeeded();
    await page.locator('.js-plotly-plot').first().waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(1000); // plots draw themselves one after the other
    return await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1180 } });
  } finally {
    await page.close();
    await server.close();
  }
}
