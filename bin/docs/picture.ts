import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** Of the plot, in CSS pixels: a card of the gallery shows it at half the size. */
const WIDTH = 900;

/**
 * A picture of the notebook's last plot but for one that is high: what it was all about stands towards the end.
 *
 * @returns false when it has no plot
 */
export async function takePicture(browser: Browser, page: string, out: string): Promise<boolean> {
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 700 } });
  try {
    await tab.goto(pathToFileURL(page).href);
    const plots = tab.locator('.js-plotly-plot');
    await plots
      .first()
      .waitFor({ timeout: 15_000 })
      .catch(() => undefined);
    const sizes = await plots.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    const flat = sizes
      .map((height, at) => ({ height, at }))
      .filter(({ height }) => height > 0 && height < 600);
    const chosen = flat.at(-1)?.at;
    if (chosen === undefined) return false;
    await plots.nth(chosen).scrollIntoViewIfNeeded();
    await tab.waitForTimeout(500); // plotly draws into the size that it finds
    await plots.nth(chosen).screenshot({ path: out });
    return true;
  } finally {
    await tab.close();
  }
}
