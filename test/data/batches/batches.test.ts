import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeExamples, evaluationBatches, toBatch, trainingBatches } from 'sentilab/data';
import type { Batch, EncodedExample } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import { TextPipeline } from 'sentilab/text';

const encoded = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 40 }), label: fc.constantFrom<0 | 1>(0, 1) }), { maxLength: 80 })
  .map((rows) =>
    rows.map(
      ({ length, label }, i): EncodedExample => ({ id: `x/${i}`, label, ids: new Int32Array(length).fill(i + 1) }),
    ),
  );
const batchSize = fc.integer({ min: 1, max: 20 });

/** Rows of a batch as examples again. */
function rowsOf(batch: Batch): EncodedExample[] {
  return batch.exampleIds.map((id, row) => ({
    id,
    label: batch.labels[row] as 0 | 1,
    ids: batch.ids.slice(row * batch.time, row * batch.time + (batch.lengths[row] ?? 0)),
  }));
}

function checkShape(batch: Batch): void {
  assert.equal(batch.ids.length, batch.size * batch.time);
  assert.equal(Math.max(...batch.lengths), batch.time);
  for (let row = 0; row < batch.size; row++)
    assert.ok(batch.ids.slice(row * batch.time + (batch.lengths[row] ?? 0), (row + 1) * batch.time).every((id) => id === 0));
}

const byId = (a: EncodedExample, b: EncodedExample): number => (a.id < b.id ? -1 : 1);

describe('trainingBatches', () => {
  it('holds every example once, padded with 0 to the longest of its batch', () => {
    fc.assert(
      fc.property(encoded, batchSize, fc.integer({ min: 1, max: 1e6 }), (examples, size, seed) => {
        const batches = [...trainingBatches(examples, { batchSize: size, rng: new Rng(seed) })];
        assert.equal(batches.length, Math.ceil(examples.length / size));
        batches.forEach(checkShape);
        assert.deepEqual(batches.flatMap(rowsOf).sort(byId), [...examples].sort(byId));
      }),
    );
  });

  it('is the same for the same seed and in another order for another', () => {
    const examples = Array.from({ length: 100 }, (_, i) => ({ id: `x/${i}`, label: 0 as const, ids: new Int32Array(1 + (i % 30)) }));
    const order = (seed: number): string[] =>
      [...trainingBatches(examples, { batchSize: 8, rng: new Rng(seed) })].flatMap(({ exampleIds }) => exampleIds);
    assert.deepEqual(order(1), order(1));
    assert.notDeepEqual(order(1), order(2));
  });

  it('puts similar lengths together: less than a sixth of the padding of a plain shuffle', () => {
    const rng = new Rng(5);
    const examples = Array.from({ length: 3200 }, (_, i) => ({ id: `x/${i}`, label: 1 as const, ids: new Int32Array(rng.int(5, 250)).fill(1) }));
    const padding = (lengthNoise: number): number =>
      [...trainingBatches(examples, { batchSize: 32, rng: new Rng(1), lengthNoise })].reduce(
        (n, { ids }) => n + ids.filter((id) => id === 0).length,
        0,
      );
    assert.ok(padding(0) < padding(0.1) && padding(0.1) < padding(100) / 6, `${padding(0)} ${padding(0.1)} ${padding(100)}`);
  });

  it('changes the companions of an example between epochs', () => {
    const examples = Array.from({ length: 64 }, (_, i) => ({ id: `x/${i}`, label: 0 as const, ids: new Int32Array(10 + Math.floor(i / 8)) }));
    const companions = (epoch: number): string =>
      [...trainingBatches(examples, { batchSize: 8, rng: new Rng(1).split(`epoch-${epoch}`) })]
        .find(({ exampleIds }) => exampleIds.includes('x/0'))!
        .exampleIds.join();
    assert.notEqual(companions(1), companions(2));
  });

  it('holds the class shares in every batch within one example, with every example once, when stratified', () => {
    fc.assert(
      fc.property(encoded, batchSize, fc.integer({ min: 1, max: 1e6 }), (examples, size, seed) => {
        const batches = [...trainingBatches(examples, { batchSize: size, rng: new Rng(seed), stratify: true })];
        assert.equal(batches.length, Math.ceil(examples.length / size));
        batches.forEach(checkShape);
        assert.deepEqual(batches.flatMap(rowsOf).sort(byId), [...examples].sort(byId));
        const share = examples.filter(({ label }) => label === 1).length / (examples.length || 1);
        for (const { labels, size: rows } of batches) {
          const positives = labels.reduce<number>((n, label) => n + label, 0);
          assert.ok(Math.abs(positives - share * rows) < 1 + 1e-9, `${positives} of ${rows}, share ${share}`);
        }
      }),
    );
  });

  it('gives 3 or 4 positives to each batch of 32 of a set with one in ten; without stratify chance gives 0 to 8', () => {
    const examples = Array.from({ length: 3200 }, (_, i) => ({ id: `x/${i}`, label: i % 10 === 0 ? (1 as const) : (0 as const), ids: new Int32Array(1 + (i % 37)) }));
    const positives = (stratify: boolean): Set<number> =>
      new Set([...trainingBatches(examples, { batchSize: 32, rng: new Rng(1), stratify })].map(({ labels }) => labels.filter((label) => label === 1).length));
    assert.deepEqual([...positives(true)].sort(), [3, 4]);
    assert.ok(Math.max(...positives(false)) - Math.min(...positives(false)) > 4);
  });

  it('refuses a batch of no rows', () => {
    assert.throws(() => trainingBatches([], { batchSize: 0, rng: new Rng(1) }), /at least one row\. Got 0/);
  });
});

describe('evaluationBatches', () => {
  it('is sorted by length and maps predictions back to the order given', () => {
    fc.assert(
      fc.property(encoded, batchSize, (examples, size) => {
        const { batches, restore } = evaluationBatches(examples, { batchSize: size });
        batches.forEach(checkShape);
        const lengths = batches.flatMap((batch) => [...batch.lengths]);
        assert.deepEqual(lengths, [...lengths].sort((a, b) => a - b));
        // a "model" that predicts the number in the example's id
        const predicted = batches.map(({ exampleIds }) => exampleIds.map((id) => Number(id.slice(2))));
        assert.deepEqual([...restore(predicted)], examples.map((_, i) => i));
      }),
    );
  });

  it('refuses predictions that do not fit the batches', () => {
    const { restore } = evaluationBatches([{ id: 'x', label: 1, ids: Int32Array.of(3) }], { batchSize: 4 });
    assert.throws(() => restore([[0.1, 0.2]]), /perBatch\[0\]: .*Got 2\. Give 1 values/);
    assert.throws(() => restore([]), /perBatch\[0\]/);
  });
});

describe('toBatch', () => {
  it('keeps the order of examples, with ids, labels and lengths of each row', async () => {
    const pipeline = await TextPipeline.fit(['good good film', 'bad film'], { minFrequency: 1 });
    const examples = encodeExamples(pipeline, [
      { id: 'a', text: 'good film', label: 1 },
      { id: 'b', text: '', label: 0 },
    ]);
    const batch = toBatch(examples);
    assert.deepEqual([...batch.ids], [3, 2, 1, 0]); // film, good: 2 each, then code unit order; '' is one <unk>
    assert.deepEqual([...batch.lengths, ...batch.labels], [2, 1, 1, 0]);
    assert.deepEqual([batch.size, batch.time, ...batch.exampleIds], [2, 2, 'a', 'b']);
    assert.ok(!('channels' in batch) && !('targets' in batch));
  });

  it('carries the channels of every token, 0 at padding, and soft labels beside hard ones', () => {
    const batch = toBatch([
      { id: 'a', label: 1, ids: Int32Array.of(5, 6), channels: Float32Array.of(1, 2, 3, 4), target: 0.75 },
      { id: 'b', label: 1, ids: Int32Array.of(7), channels: Float32Array.of(5, 6) },
    ]);
    assert.equal(batch.channels?.count, 2);
    assert.deepEqual([...(batch.channels?.values ?? [])], [1, 2, 3, 4, 5, 6, 0, 0]);
    assert.deepEqual([...(batch.targets ?? [])], [0.75, 1]);
  });

  it('refuses examples with different numbers of channels', () => {
    const ids = Int32Array.of(5, 6);
    const row = (channels?: Float32Array): EncodedExample => ({ id: 'x', label: 1, ids, ...(channels && { channels }) });
    assert.throws(() => toBatch([row(new Float32Array(2)), row()]), /channels: .*same number/);
    assert.throws(() => toBatch([row(new Float32Array(3))]), /same number of channels/);
  });
});
