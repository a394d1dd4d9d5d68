import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from 'sentilab/files/node';
import { bigDataDrill } from '../../../bin/drill/big-data.ts';

describe('the big-data drill, small', () => {
  it('draws 20 MB of JSONL once and trains on them within 150 MiB above the model’s own memory, and leaves nothing', async function () {
    this.timeout(180_000);
    const root = projectRoot();
    const left = path.join(root, 'data', 'processed', '.drill');
    const folders = (): string[] => (fs.existsSync(left) ? fs.readdirSync(left) : []);
    const before = folders(); // of a drill that runs at the same time
    const report = await bigDataDrill({
      ...{ root, bytes: 20e6, steps: 12, units: 8, dimensions: 16, shuffleBuffer: 2000, seed: 1 },
      log: () => undefined,
    });
    assert.ok(report.complete, JSON.stringify(report));
    assert.equal(report.streamed.steps, 12);
    assert.ok(report.bytes >= 20e6 && report.examples > 10_000);
    assert.ok(report.streamed.lastLoss < report.streamed.firstLoss + 0.1 && report.streamed.lastLoss > 0);
    assert.ok(report.aboveMiB < 150, `${report.aboveMiB} MiB above ${report.small.peakMemoryMiB}`);
    assert.deepEqual(
      folders().filter((name) => !before.includes(name)),
      [],
    );
  });
});
