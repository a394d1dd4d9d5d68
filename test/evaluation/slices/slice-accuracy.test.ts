import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sliceAccuracy, wilsonInterval } from 'sentilab/evaluation';

describe('sliceAccuracy', () => {
  const truth = [0, 1, 0, 1, 1, 0, 1, 0];
  const predicted = [0, 1, 1, 1, 0, 0, 1, 1];

  it('gives every value a slice when there are few, with the Wilson interval', () => {
    const slices = sliceAccuracy(truth, predicted, [1, 1, 2, 2, 3, 3, 3, 3]);
    assert.deepEqual(
      slices.map(({ low, high, examples, positives, right }) => [low, high, examples, positives, right]),
      [
        [1, 1, 2, 1, 2],
        [2, 2, 2, 1, 1],
        [3, 3, 4, 2, 2],
      ],
    );
    assert.deepEqual(slices[2]?.interval, wilsonInterval(2, 4));
  });

  it('cuts many values into slices of about the same size', () => {
    const n = 1000;
    const slices = sliceAccuracy(
      new Uint8Array(n),
      new Uint8Array(n),
      Array.from({ length: n }, (_, i) => (i * 7919) % n),
      { bins: 4 },
    );
    assert.deepEqual(
      slices.map(({ low, high, examples }) => [low, high, examples]),
      [
        [0, 249, 250],
        [250, 499, 250],
        [500, 749, 250],
        [750, 999, 250],
      ],
    );
  });

  it('puts every known example into exactly one slice and never parts equal values', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(0, 1),
            fc.constantFrom(0, 1),
            fc.oneof(fc.nat(15).map(Number), fc.constant(NaN)),
          ),
          { minLength: 1, maxLength: 80 },
        ),
        fc.integer({ min: 1, max: 8 }),
        (rows, bins) => {
          const values = rows.map(([, , value]) => value);
          const known = values.filter((value) => !Number.isNaN(value));
          const slices = sliceAccuracy(
            rows.map(([label]) => label),
            rows.map(([, label]) => label),
            values,
            { bins },
          );
          assert.ok(slices.length <= bins);
          assert.equal(
            slices.reduce((sum, { examples }) => sum + examples, 0),
            known.length,
          );
          for (const [i, { low, high, examples, right, accuracy, interval }] of slices.entries()) {
            assert.equal(known.filter((value) => value >= low && value <= high).length, examples);
            assert.ok(i === 0 || low > (slices[i - 1]?.high ?? Infinity));
            assert.ok(accuracy === right / examples && interval.low <= accuracy && accuracy <= interval.high);
          }
        },
      ),
    );
  });

  it('refuses values that are not one per example', () => {
    assert.throws(() => sliceAccuracy(truth, predicted, [1]), /values: .*\(8\)\. Got 1/);
  });
});
