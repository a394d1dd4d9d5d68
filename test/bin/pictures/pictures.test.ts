import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { sweepPicture } from '../../../bin/pictures/sweep-picture.ts';
import { launchBrowser } from '../../../viewer/browser/launch.ts';
import { runCommandLine } from '../../support/command-line.ts';

describe('npm run pictures', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());

  it('draws what a sweep printed as a PNG that is as high as there are lines', async () => {
    const picture = (lines: number): Promise<Buffer> =>
      sweepPicture(browser, {
        experiment: 'quick',
        command: 'npm run sweep',
        output: Array.from({ length: lines }, (_, i) => `\u001b[32m✓\u001b[39m <b>trial</b> ${i}`).join('\n'),
      });
    const [low, high] = [await picture(3), await picture(30)];
    assert.equal(low.subarray(1, 4).toString('latin1'), 'PNG');
    const size = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.deepEqual([size(low)[0], size(high)[0]], [2240, 2240]);
    const lineHeight = (size(high)[1] - size(low)[1]) / 27;
    assert.ok(Math.abs(lineHeight - 39) < 1, `${lineHeight} pixels of 39`);
  });

  it('names the picture that it does not know, and the nearest one', () => {
    const { status, stderr } = runCommandLine(['pictures', 'veiwer']);
    assert.equal(status, 2);
    assert.match(stderr, /names: There is no such picture\. Got "veiwer"\. Did you mean "viewer"/);
  });
});
