import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';
import { Rng } from 'sentilab/random';
import { journalDrill } from '../../bin/drill/journal/journal-drill.ts';

describe('journal drill', function () {
  this.timeout(300_000);

  it('cut, flipped, written by 10 processes at once and out of space: loses a damaged record at most, and names it', async function () {
    if (process.platform !== 'linux') this.skip();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-drill-'));
    fs.chmodSync(folder, 0o755);
    const { cut, flipped, writers, noSpace } = await journalDrill({
      root: projectRoot(),
      folder,
      flips: 60,
      processes: 10,
      appends: 6,
      rng: new Rng(4),
    });
    assert.deepEqual([cut.faults, flipped.faults, writers.faults, noSpace.faults], [[], [], [], []]);
    assert.equal(writers.records, 60);
    assert.ok(cut.places > 300);
    assert.equal(noSpace.cases.length, 4);
    assert.ok(noSpace.cases.filter(({ message }) => message !== null).length >= 3);
    fs.rmSync(folder, { recursive: true, force: true });
  });
});
