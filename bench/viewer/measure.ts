import type { Browser, Page } from 'playwright-core';

/** What a person waits for, in ms. */
export interface PageFigures {
  /** From the address to the table's first rows. */
  readonly open: number;
  readonly sort: readonly number[];
  readonly filter: readonly number[];
  readonly brush: readonly number[];
  readonly heapMiB: number;
}

/** Milliseconds from a change to the next frame after it was drawn, as the page's own clock has it. */
async function response(page: Page, change: string): Promise<number> {
  return page.evaluate(
    (code) =>
      new Promise<number>((resolve) => {
        const start = performance.now();

        (0, eval)(code);
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }),
    change,
  );
}

/** Opens the generated experiment and works with it. */
export async function measurePage(browser: Browser, url: string, repetitions: number): Promise<PageFigures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(`${url}#/many`);
  await page.locator('.scroll.table tbody tr[data-row="5"]').waitFor();
  const open = performance.now() - start;
  await page.waitForTimeout(3000); // plots that come after the table
  const goTo = (query: string): string =>
    `history.replaceState(null, '', '#/many?${query}'); dispatchEvent(new HashChangeEvent('hashchange'))`;
  const sort: number[] = [];
  const filter: number[] = [];
  const brush: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const column = encodeURIComponent(i % 2 === 0 ? '-metric:validation/loss' : '+param:lr');
    sort.push(await response(page, goTo(`sort=${column}`)));
    await page.waitForTimeout(400);
    filter.push(
      await response(page, goTo(`sort=${column}&q=${encodeURIComponent(`lr<0.0${i + 1} pooling=max`)}`)),
    );
    await page.waitForTimeout(400);
    const stretch = encodeURIComponent(JSON.stringify(['param:lr', 0.0001 * (i + 1), 0.01]));
    brush.push(await response(page, goTo(`sort=${column}&brush=${stretch}`)));
    await page.waitForTimeout(400);
  }
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await context.close();
  return { open, sort, filter, brush, heapMiB: (usedSize + backingStorageSize) / 1024 / 1024 };
}

/** Milliseconds from a record's rename into place until the open page counts it. */
export async function measureLive(
  browser: Browser,
  url: string,
  count: number,
  write: () => void,
): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}#/many`);
  await page.locator('.scroll.table tbody tr[data-row="5"]').waitFor();
  await page.waitForTimeout(1500);
  const start = performance.now();
  write();
  await page.getByText(`${(count + 1).toLocaleString('en')} runs`, { exact: true }).waitFor();
  const time = performance.now() - start;
  await page.close();
  return time;
}
