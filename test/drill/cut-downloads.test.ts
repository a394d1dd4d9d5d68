import assert from 'node:assert/strict';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { cutDownloads } from '../../bin/drill/cut-downloads.ts';
import { temporaryFolder } from '../data/mini-archive.ts';

describe('downloads drill', () => {
  const folder = temporaryFolder();

  it('ends with the right checksum after torn connections and killed processes, never with a half file', async () => {
    const lines: string[] = [];
    const report = await cutDownloads({
      root: projectRoot(),
      folder,
      size: 2 ** 20,
      cuts: 4,
      rng: new Rng(5),
      log: (line) => lines.push(line),
    });
    assert.deepEqual(report.cuts, { connection: 2, process: 2 });
    assert.equal(lines.length, 4);
    assert.equal(report.downloads, 1);
    assert.equal(report.right, 1);
    assert.equal(report.halfFiles, 0);
  });
});
