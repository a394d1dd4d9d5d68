import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeExamples, prefetch, streamBatches } from 'sentilab/data';
import type { Batch, Example } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import { TextPipeline } from 'sentilab/text';

const examplesOf = (count: number): Example[] =>
  Array.from({ length: count }, (_, i) => ({ id: `x/${i}`, text: 'film '.repeat(1 + ((i * 13) % 40)), label: i % 4 === 0 ? 1 : 0 }));

/** A stream that counts what was asked of it. */
function watched<T>(items: readonly T[]) {
  const seen = { pulled: 0, closed: false };
  async function* stream(): AsyncGenerator<T> {
    try {
      for (const item of items) {
        seen.pulled++;
        yield item;
      }
    } finally {
      seen.closed = true;
    }
  }
  return { seen, stream };
}
async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
const idsOf = (batches: readonly Batch[]): string[] => batches.flatMap(({ exampleIds }) => exampleIds);
const positionOf = (id: string): number => Number(id.slice(2));

describe('streamBatches', () => {
  let pipeline: TextPipeline;
  before(async () => {
    pipeline = await TextPipeline.fit(['film film'], { maxLength: 30 });
  });

  it('holds every example once, as it is encoded in memory, in full batches but the last', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 4 }), async (count, batchSize, extra, ahead) => {
        const examples = examplesOf(count);
        const batches = await all(streamBatches(examples, pipeline, { batchSize, shuffleBuffer: batchSize + extra, prefetch: ahead, rng: new Rng(3) }));
        assert.equal(batches.length, Math.ceil(count / batchSize));
        const expected = new Map(encodeExamples(pipeline, examples).map((example) => [example.id, example]));
        for (const batch of batches) {
          assert.equal(batch.time, Math.max(...batch.lengths));
          batch.exampleIds.forEach((id, row) => {
            const example = expected.get(id);
            assert.ok(example, `${id} twice`);
            expected.delete(id);
            assert.deepEqual(batch.ids.slice(row * batch.time, row * batch.time + (batch.lengths[row] ?? 0)), example.ids);
            assert.equal(batch.labels[row], example.label);
          });
        }
        assert.equal(expected.size, 0);
        assert.ok(batches.filter(({ size }) => size < batchSize).length <= 1);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same seed, whatever is prefetched, and another for another seed', async () => {
    const order = async (seed: number, ahead: number): Promise<string[]> =>
      idsOf(await all(streamBatches(watched(examplesOf(500)).stream(), pipeline, { batchSize: 8, shuffleBuffer: 100, prefetch: ahead, rng: new Rng(seed) })));
    const first = await order(1, 0);
    assert.deepEqual(await order(1, 5), first);
    assert.notDeepEqual(await order(2, 0), first);
  });

  it('mixes over more than its buffer, and no example comes before it was read', async () => {
    const ids = idsOf(await all(streamBatches(examplesOf(5000), pipeline, { batchSize: 10, shuffleBuffer: 400, rng: new Rng(1) })));
    const moves = ids.map((id, i) => positionOf(id) - i);
    assert.ok(Math.max(...moves) <= 400, 'an example came before it can have been read');
    assert.ok(Math.min(...moves) < -400, 'none waited for a second filling');
    const mean = moves.reduce((sum, move) => sum + Math.abs(move), 0) / moves.length;
    assert.ok(mean > 100, `moved by ${mean} places only`);
  });

  it('puts similar lengths together: a third of the padding of the order of the file', async () => {
    const padding = (batches: readonly Batch[]): number => batches.reduce((n, { ids }) => n + ids.filter((id) => id === 0).length, 0);
    const streamed = await all(streamBatches(examplesOf(4000), pipeline, { batchSize: 20, shuffleBuffer: 1000, rng: new Rng(1) }));
    const asRead = await all(streamBatches(examplesOf(4000), pipeline, { batchSize: 20, shuffleBuffer: 20, rng: new Rng(1) }));
    assert.ok(padding(streamed) < padding(asRead) / 3, `${padding(streamed)} ${padding(asRead)}`);
  });

  it('asks the source for no more than buffer and prefetch can hold', async () => {
    const { seen, stream } = watched(examplesOf(10_000));
    const batches = streamBatches(stream(), pipeline, { batchSize: 10, shuffleBuffer: 200, prefetch: 2, rng: new Rng(1) });
    assert.equal(seen.pulled, 0);
    for (let taken = 1; taken <= 50; taken++) {
      await batches.next();
      await new Promise((resolve) => setImmediate(resolve));
      // what was taken, what is ready early, and a full buffer
      assert.ok(seen.pulled <= 10 * (taken + 2) + 200, `${seen.pulled} read for ${taken} batches`);
    }
    await batches.return(undefined);
    assert.ok(seen.closed, 'the source stays open');
  });

  it('ends at the signal, closes the source and throws the reason', async () => {
    const { seen, stream } = watched(examplesOf(10_000));
    const stop = new AbortController();
    const batches = streamBatches(stream(), pipeline, { batchSize: 10, shuffleBuffer: 50, rng: new Rng(1), signal: stop.signal });
    await batches.next();
    stop.abort(new Error('enough'));
    await assert.rejects(all(batches), /enough/);
    assert.ok(seen.closed && seen.pulled < 200);
  });

  it('throws what the source throws, once', async () => {
    async function* broken(): AsyncGenerator<Example> {
      yield* examplesOf(60);
      throw new Error('line 61 is torn');
    }
    await assert.rejects(all(streamBatches(broken(), pipeline, { batchSize: 10, shuffleBuffer: 20, rng: new Rng(1) })), /line 61 is torn/);
  });

  it('holds the class shares in every batch when stratified', async () => {
    const batches = await all(streamBatches(examplesOf(2000), pipeline, { batchSize: 20, shuffleBuffer: 2000, stratify: true, rng: new Rng(1) }));
    for (const { labels, size } of batches) assert.ok(Math.abs(labels.filter((label) => label === 1).length - size / 4) <= 2);
  });

  it('refuses a buffer smaller than a batch', () => {
    assert.throws(() => streamBatches([], pipeline, { batchSize: 32, shuffleBuffer: 31, rng: new Rng(1) }), /shuffleBuffer: .*Got 31\. Use for example 3200/);
    assert.throws(() => streamBatches([], pipeline, { batchSize: 0, rng: new Rng(1) }), /at least one row/);
  });
});

describe('prefetch', () => {
  it('keeps the order and holds at most so many items early', async () => {
    const { seen, stream } = watched(Array.from({ length: 50 }, (_, i) => i));
    let taken = 0;
    for await (const item of prefetch(stream(), 3)) {
      assert.equal(item, taken++);
      await new Promise((resolve) => setImmediate(resolve));
      assert.ok(seen.pulled <= taken + 3);
      if (taken < 47) assert.ok(seen.pulled >= taken + 3, 'nothing is read early');
    }
    assert.equal(taken, 50);
  });

  it('refuses what is no count', async () => {
    await assert.rejects(all(prefetch(watched([1]).stream(), -1)), /prefetch: .*Got -1/);
  });
});
