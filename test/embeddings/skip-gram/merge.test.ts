import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeRows } from '../../../lib/embeddings/skip-gram/merge.ts';

const DIMENSIONS = 2;
const WORDS = 6;
const weights = (value: (i: number) => number) => ({
  input: Float32Array.from({ length: WORDS * DIMENSIONS }, (_, i) => value(i)),
  output: Float32Array.from({ length: WORDS * DIMENSIONS }, (_, i) => value(i + 100)),
});

describe('merging the shards of skip-gram', () => {
  it('adds up what each shard changed, gives all copies the sum, and clears the marks', () => {
    const changes = fc.array(fc.tuple(fc.nat(2 * WORDS - 1), fc.nat(2), fc.integer({ min: -50, max: 50 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(changes, fc.nat(WORDS), (list, cut) => {
        const base = weights((i) => i);
        const shards = [0, 1, 2].map(() => weights((i) => i));
        const touched = shards.map(() => new Uint8Array(2 * WORDS));
        const expected = weights((i) => i);
        for (const [row, shard, by] of list) {
          const part = row < WORDS ? 'input' : 'output';
          for (let d = 0; d < DIMENSIONS; d++) {
            const at = (row % WORDS) * DIMENSIONS + d;
            shards[shard]![part][at]! += by;
            expected[part][at]! += by;
          }
          touched[shard]![row] = 1;
        }
        // In two calls, as two threads do it.
        mergeRows(base, shards, touched, DIMENSIONS, 0, cut);
        mergeRows(base, shards, touched, DIMENSIONS, cut, WORDS);
        for (const each of [base, ...shards]) assert.deepEqual(each, expected);
        assert.ok(touched.every((flags) => flags.every((flag) => flag === 0)));
      }),
    );
  });
});
