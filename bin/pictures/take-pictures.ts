import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openResults } from 'sentilab/tracking/node';
import { launchBrowser } from '../../viewer/browser/launch.ts';
import { notebookPicture } from './notebook-picture.ts';
import { runSweep, sweepPicture } from './sweep-picture.ts';
import { viewerPicture } from './viewer-picture.ts';

/**
 * Takes the pictures in a headless browser, one after the other.
 *
 * @returns the files, as each is written
 */
export async function* takePictures(
  wanted: (name: 'sweep' | 'viewer' | 'notebook') => boolean,
  folder: string,
): AsyncGenerator<string> {
  fs.mkdirSync(folder, { recursive: true });
  const results = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-pictures-'));
  const browser = await launchBrowser();
  try {
    const write = (name: string, png: Buffer): string => {
      const file = path.join(folder, `${name}.png`);
      fs.writeFileSync(file, png);
      return file;
    };
    if (wanted('sweep') || wanted('viewer')) {
      const sweep = await runSweep(results);
      if (wanted('sweep')) yield write('sweep', await sweepPicture(browser, sweep));
      if (wanted('viewer'))
        yield write('viewer', await viewerPicture(browser, openResults(results), sweep.experiment));
    }
    if (wanted('notebook')) yield write('notebook', await notebookPicture(browser, '02-a-small-sweep.ipynb'));
  } finally {
    await browser.close();
    fs.rmSync(results, { recursive: true, force: true });
  }
}
