import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { runLabel, type RunRecord } from 'sentilab/tracking';
import { openResults } from 'sentilab/tracking/node';
import type { Listening } from '../../viewer/server/listen.ts';
import { serveViewer } from '../../viewer/server/serve.ts';
import { SEARCH_VIEWS } from '../../viewer/src/route.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeExperiment, makeRecords } from '../support/records.ts';
import { watchedPage } from '../support/watched-page.ts';

/** As much of what plotly makes of a place as the tests look at. */
interface Drawn extends HTMLElement {
  readonly data: readonly {
    readonly type: string;
    readonly customdata?: readonly string[];
    readonly selectedpoints?: readonly number[];
  }[];
}

describe('views of the search in the viewer', function () {
  this.timeout(120_000);
  let folder: string;
  let server: Listening;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];
  const records = makeRecords({ seed: 1 });
  // The same searches as they were with other sources: older studies beside the current ones.
  const older = makeRecords({ seed: 2, trials: 3, baseline: false });

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-views-'));
    const results = openResults(folder);
    for (const record of [...records, ...older]) results.writeRun(record);
    const current = makeExperiment({ seed: 1 });
    results.writeExperiment({
      ...current,
      studies: [
        ...current.studies,
        ...makeExperiment({ seed: 2 }).studies.map((study) => ({ ...study, current: false })),
      ],
    });
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
    // What WebGL says of its speed is no fault of the page.
    assert.deepEqual(
      faults.filter((text) => !/GPU stall|GroupMarkerNotSet/.test(text)),
      [],
    );
  });

  const open = async (hash: string): Promise<Locator> => {
    await page.goto(`${server.url}${hash}`);
    await page.locator('main h1').waitFor();
    return drawn();
  };
  /** The figure of the open view, once it is drawn. */
  const drawn = async (): Promise<Locator> => {
    const place = page.locator('.views .plot');
    await place.scrollIntoViewIfNeeded();
    const plot = page.locator('.views .plot.js-plotly-plot');
    await plot.waitFor();
    return plot;
  };
  const chosen = (): string[] =>
    new URLSearchParams(new URL(page.url()).hash.split('?')[1]).getAll('sel').sort();
  /** Ids that stand out in the open view. */
  const standOut = (plot: Locator): Promise<string[]> =>
    plot.evaluate((element) =>
      (element as Drawn).data
        .flatMap(({ customdata = [], selectedpoints = [] }) =>
          selectedpoints.map((at) => customdata[at] ?? ''),
        )
        .sort(),
    );
  /** Drags over a part of an element, in shares of its width and height. */
  const drag = async (target: Locator, from: [number, number], to: [number, number]): Promise<void> => {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    assert.ok(box);
    const at = ([x, y]: [number, number]): [number, number] => [
      box.x + x * box.width,
      box.y + y * box.height,
    ];
    await page.mouse.move(...at(from));
    await page.mouse.down();
    await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]), { steps: 4 });
    await page.mouse.move(...at(to), { steps: 4 });
    await page.mouse.up();
  };
  const waitForSelection = (): Promise<unknown> => page.waitForFunction(() => location.hash.includes('sel='));

  it('opens by tab and arrow key, keeps the view in the address, and draws every one of them', async () => {
    await open('#/quick');
    await page.getByRole('tab', { name: 'Contour' }).click();
    await drawn();
    assert.match(page.url(), /view=contour/);
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), 'Rank');
    await page.reload();
    await page.locator('main h1').waitFor();
    assert.equal(await page.getByRole('tab', { selected: true }).textContent(), 'Rank');
    for (const view of SEARCH_VIEWS) {
      // Its records tell no space: what mattered together cannot be said.
      if (view === 'interactions') continue;
      const plot = await open(`#/quick?view=${view}`);
      assert.ok(await plot.evaluate((element) => (element as Drawn).data.length > 0), view);
    }
  });

  it('makes what is dragged over in the slices the selection of the table and of every other view', async () => {
    const plot = await open('#/quick');
    await drag(plot.locator('.nsewdrag').first(), [0.02, 0.55], [0.98, 0.98]);
    await waitForSelection();
    const ids = chosen();
    assert.ok(ids.length > 1 && ids.length < records.length, String(ids.length));
    await page.waitForFunction(
      (count) => document.querySelectorAll('.scroll.table tr.selected').length <= count,
      ids.length,
    );
    for (const view of ['contour', 'matrix', 'timeline', 'intermediate', 'pareto'] as const) {
      await page.getByRole('tab', { selected: true }).focus();
      await page.locator(`#tab-${view}`).click();
      await page.waitForFunction(
        () =>
          document
            .querySelector<Drawn>('.views .plot.js-plotly-plot')
            ?.data.some(({ selectedpoints }) => selectedpoints !== undefined) === true,
      );
      const shown = [...new Set(await standOut(page.locator('.views .plot')))];
      assert.ok(shown.every((id) => ids.includes(id)) && shown.length > 1, `${view}: ${shown.join(' ')}`);
    }
    const [id] = ids;
    const label = runLabel([...records, ...older].find((run) => run.id === id) as RunRecord);
    assert.ok(await page.getByLabel(`Select ${label}`, { exact: true }).first().isChecked());
    await page.getByRole('button', { name: 'Only these' }).click();
    await page.locator(`.scroll.table table[aria-rowcount="${ids.length + 1}"]`).waitFor();
  });

  it('selects in the scatter matrix too, and adds and takes away a run by a press on its bar in the timeline', async () => {
    const matrix = await open('#/quick?view=matrix');
    await drag(matrix.locator('.nsewdrag').first(), [0.02, 0.02], [0.98, 0.98]);
    await waitForSelection();
    assert.ok(chosen().length > 5);
    const plot = await open('#/quick?view=timeline');
    const press = async (): Promise<void> => {
      // Plotly listens in front of its bars.
      const box = await plot.locator('.bars .point path').nth(3).boundingBox();
      assert.ok(box);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    };
    await press();
    await waitForSelection();
    const [id] = chosen();
    assert.ok([...records, ...older].some((run) => run.id === id));
    await page.waitForTimeout(400); // plotly takes two quick presses for a double click
    await press();
    await page.waitForFunction(() => !location.hash.includes('sel='));
  });

  it('changes what a view shows: the pair of a contour, the other objective of a front, trials for seconds', async () => {
    await open('#/quick?view=contour');
    await page.getByRole('combobox', { name: 'Across' }).selectOption({ label: 'units' });
    await page.getByRole('combobox', { name: 'Up', exact: true }).selectOption({ label: 'dropout' });
    await page.getByRole('figure', { name: 'Contour of validation/loss over units and dropout' }).waitFor();
    await open('#/quick?view=pareto');
    await page
      .getByRole('combobox', { name: 'validation/loss against' })
      .selectOption({ label: 'test/accuracy' });
    await page.getByText('test/accuracy, higher is better').first().waitFor();
    await open('#/quick?view=samplers');
    await page.getByRole('combobox', { name: 'After so many' }).selectOption('seconds');
    await page.locator('.views .xtitle', { hasText: 'seconds of training' }).waitFor();
    assert.match(page.url(), /over=seconds/);
  });

  it('parts runs of older studies from the current ones, and narrows to any value of a column', async () => {
    await open('#/quick');
    await page.locator(`.scroll.table table[aria-rowcount="${records.length + older.length + 1}"]`).waitFor();
    await page.getByRole('combobox', { name: 'Studies' }).selectOption('current');
    await page.locator(`.scroll.table table[aria-rowcount="${records.length + 1}"]`).waitFor();
    await page.locator('summary', { hasText: 'More facets' }).click();
    await page.getByRole('combobox', { name: 'Units' }).selectOption('64');
    const left = records.filter(({ trial }) => trial?.params['units'] === 64);
    await page.locator(`.scroll.table table[aria-rowcount="${left.length + 1}"]`).waitFor();
  });

  it('says so where there is nothing to show, and draws again when there is', async () => {
    const plot = await open('#/quick?view=rank');
    await page.getByLabel('Filter').fill('no such run'); // and the page goes to the filter
    await page.getByText('No run fits the filter').waitFor();
    await page.locator('.views .plot').scrollIntoViewIfNeeded();
    await page.locator('.views .plot[data-empty]').waitFor();
    assert.equal(await plot.count(), 0);
    await page.getByLabel('Filter').fill('');
    await drawn();
    assert.equal(await page.locator('.views .plot[data-empty]').count(), 0);
  });

  it('colours rows by a column, with a legend, and keeps it in the address', async () => {
    await open('#/quick');
    await page.getByLabel('Colour by').selectOption({ label: 'pooling' });
    const legend = page.locator('.legend');
    await legend.getByText('max+mean').waitFor();
    const colors = await page
      .locator('.scroll.table tr.colored')
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).style.getPropertyValue('--row')));
    assert.equal(new Set(colors.filter((color) => color !== 'transparent')).size, 2);
    await page.getByLabel('Colour by').selectOption({ label: 'validation/loss' });
    await page.waitForFunction(() => document.querySelectorAll('.legend .swatch').length === 5);
    assert.match(page.url(), /color=metric/);
  });

  it('fits a phone in a dark room, whichever view is open', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const view of ['slices', 'matrix', 'timeline'] as const) {
      await open(`#/quick?view=${view}`);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(over, 0, view);
    }
  });
});
