import assert from 'node:assert/strict';
import { encodeExamples } from 'sentilab/data';
import { encodeParallel, loadDataset } from 'sentilab/data/node';
import { TextPipeline } from 'sentilab/text';

describe('encodeParallel', () => {
  it('gives what one thread gives, in the same order, with progress', async () => {
    const { examples } = await loadDataset('rt');
    const some = examples.slice(0, 2600);
    const pipeline = await TextPipeline.fit(some.map(({ text }) => text));
    const expected = encodeExamples(pipeline, some);
    const calls: number[] = [];
    const onThreads = await encodeParallel(pipeline, some, { threads: 2, onProgress: ({ done }) => calls.push(done) });
    assert.deepEqual(onThreads, expected);
    assert.ok(calls.length > 3 && calls.at(-1) === 2600, calls.join());
    assert.deepEqual(await encodeParallel(pipeline, some, { threads: 1 }), expected);
    assert.deepEqual(await encodeParallel(pipeline, [], { threads: 2 }), []);
  });

  it('ends at the signal with its reason, on threads and without', async () => {
    const { examples } = await loadDataset('rt');
    const pipeline = await TextPipeline.fit(['a film']);
    for (const threads of [1, 2]) {
      const stop = new AbortController();
      const onProgress = (): void => stop.abort(new Error('enough'));
      stop.signal.throwIfAborted();
      const many = Array.from({ length: 8 }, () => examples).flat();
      await assert.rejects(encodeParallel(pipeline, many, { threads, signal: stop.signal, onProgress }), /enough/);
    }
  });
});
