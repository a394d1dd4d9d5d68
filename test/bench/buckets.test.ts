import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bucketsBench } from '../../bench/buckets/run.ts';

describe('bench buckets', () => {
  it('trains on every review there is when asked, and then has none to take the accuracy from', async function () {
    this.timeout(120_000);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-buckets-'));
    try {
      const data = path.join(folder, 'reviews.csv');
      const rows = Array.from(
        { length: 64 },
        (_, k) => `review number ${k} was ${k % 2 ? 'good' : 'bad'},${k % 2}`,
      );
      fs.writeFileSync(data, ['text,label', ...rows].join('\n'));
      const { json, lines } = await bucketsBench({ data, all: true, seeds: 1, log() {} });
      const epochs = json['epochs'] as { examples: number; accuracy: number | null }[];
      assert.deepEqual(
        epochs.map(({ examples, accuracy }) => [examples, accuracy]),
        Array.from({ length: 3 }, () => [64, null]),
      );
      assert.ok(lines.slice(2).every((line) => line.endsWith('| – |')));
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('trains one epoch in three ways on the same reviews; buckets have the fewest places for padding, fixed lengths the most', async function () {
    this.timeout(120_000);
    const lines: string[] = [];
    const options = { data: 'rt', trainSize: 200, seeds: 1, log: (line: string) => void lines.push(line) };
    const { json, lines: table } = await bucketsBench(options);
    const epochs = json['epochs'] as { way: string; places: number; cpuSeconds: number; accuracy: number }[];
    assert.deepEqual(
      epochs.map(({ way }) => way),
      ['buckets', 'shuffle', 'fixed'],
    );
    const [buckets = NaN, shuffled = NaN, fixed = NaN] = epochs.map(({ places }) => places);
    assert.ok(buckets < shuffled && shuffled < fixed, `${buckets} ${shuffled} ${fixed}`);
    assert.ok(epochs.every(({ cpuSeconds }) => cpuSeconds > 0));
    assert.ok(epochs.every(({ accuracy }) => accuracy > 0.4));
    assert.equal(table.length, 5);
    assert.equal(lines.length, 3);
  });
});
