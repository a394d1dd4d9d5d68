import assert from 'node:assert/strict';
import { bucketsBench } from '../../bench/buckets/run.ts';

describe('bench buckets', () => {
  it('trains one epoch in three ways on the same reviews; reading all padding costs most', async function () {
    this.timeout(120_000);
    const lines: string[] = [];
    const options = { data: 'rt', trainSize: 200, seeds: 1, log: (line: string) => void lines.push(line) };
    const { json, lines: table } = await bucketsBench(options);
    const epochs = json['epochs'] as { way: string; cpuSeconds: number; accuracy: number }[];
    assert.deepEqual(
      epochs.map(({ way }) => way),
      ['buckets', 'shuffle', 'fixed'],
    );
    const [buckets, , fixed] = epochs.map(({ cpuSeconds }) => cpuSeconds);
    assert.ok(buckets !== undefined && fixed !== undefined && buckets < fixed, `${buckets} ${fixed}`);
    assert.ok(epochs.every(({ accuracy }) => accuracy > 0.4));
    assert.equal(table.length, 5);
    assert.equal(lines.length, 3);
  });
});
