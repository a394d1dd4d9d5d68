/**
 * Takes docs/images/viewer.png of real results: `npx tsx test/support/take-viewer-picture.ts quick`, after a sweep.
 * `SENTILAB_RESULTS` names another results folder.
 */
import fs from 'node:fs';
import path from 'node:path';
import { openResults } from 'sentilab/tracking/node';
import { serveViewer } from '../../viewer/server/serve.ts';
import { formatRoute, HOME } from '../../viewer/src/route.ts';
import { launchBrowser } from './browser.ts';

const experiment = process.argv[2] ?? 'quick';
const target = path.resolve(import.meta.dirname, '../../docs/images/viewer.png');
const results = openResults();
const { comparison } = results.read(experiment);
if (comparison?.objective == null) throw new Error(`No results of ${experiment} in ${results.root}.`);

const server = await serveViewer({ results, port: 0 });
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 1180 }, deviceScaleFactor: 1.5 });
const route = formatRoute({
  ...HOME,
  experiment,
  sort: [{ column: `metric:${comparison.objective.metric}`, descending: false }],
  selected: comparison.samplers.flatMap(({ best }) => best?.runId ?? []),
});
await page.goto(server.url + route);
await page.locator('.plot.wide .parcoords').first().waitFor();
// Half the rows, so that the plots are in the picture too.
await page.addStyleTag({ content: '.scroll.table { max-height: 325px !important; }' });
await page.waitForTimeout(1000);
fs.mkdirSync(path.dirname(target), { recursive: true });
await page.screenshot({ path: target });
await browser.close();
await server.close();
