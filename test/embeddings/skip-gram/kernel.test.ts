import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Rng } from 'sentilab/random';
import { trainPair, trainStretch } from '../../../lib/embeddings/skip-gram/kernel.ts';
import { keepProbabilities, noiseTable } from '../../../lib/embeddings/skip-gram/noise.ts';

interface Golden {
  readonly skipGramStep: {
    readonly word: readonly number[];
    readonly targets: readonly (readonly number[])[];
    readonly rate: number;
    readonly wordAfter: readonly number[];
    readonly targetsAfter: readonly (readonly number[])[];
  };
}
const { skipGramStep: golden } = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/embedding-quality.json'), 'utf8'),
) as Golden;

/** log σ(v·u) + Σ log σ(−v·n) of the paper's equation 4. */
function objective(word: ArrayLike<number>, targets: Float32Array, dimensions: number): number {
  let sum = 0;
  for (let t = 0; t * dimensions < targets.length; t++) {
    let product = 0;
    for (let d = 0; d < dimensions; d++) product += (word[d] ?? NaN) * (targets[t * dimensions + d] ?? NaN);
    sum -= Math.log1p(Math.exp(t === 0 ? -product : product));
  }
  return sum;
}

describe('a step of skip-gram', () => {
  it('is NumPy’s step for seven targets, six at once and one alone', () => {
    const dimensions = golden.word.length;
    const input = Float32Array.from(golden.word);
    const output = Float32Array.from(golden.targets.flat());
    const targets = Int32Array.from(golden.targets, (_, t) => t * dimensions);
    trainPair(input, output, 0, targets, dimensions, golden.rate, new Float64Array(dimensions));
    golden.wordAfter.forEach((value, d) => assert.ok(Math.abs((input[d] ?? NaN) - value) < 1e-6));
    golden.targetsAfter.flat().forEach((value, i) => assert.ok(Math.abs((output[i] ?? NaN) - value) < 1e-6));
  });

  it('follows the numeric derivative of the objective, for any number of noise words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(1000),
        (count, dimensions, seed) => {
          const rng = new Rng(seed + 1);
          const word = Float32Array.from({ length: dimensions }, () => rng.normal());
          const rows = Float32Array.from({ length: count * dimensions }, () => rng.normal());
          const [input, output] = [word.slice(), rows.slice()];
          const targets = Int32Array.from({ length: count }, (_, t) => t * dimensions);
          const rate = 1e-3;
          trainPair(input, output, 0, targets, dimensions, rate, new Float64Array(dimensions));
          const h = 1e-2; // 32-bit values: a smaller step would drown in their rounding
          const slope = (values: Float32Array, i: number): number => {
            const at = values[i] ?? NaN;
            values[i] = at + h;
            const above = objective(word, rows, dimensions);
            values[i] = at - h;
            const below = objective(word, rows, dimensions);
            values[i] = at;
            return (above - below) / (2 * h);
          };
          for (let d = 0; d < dimensions; d++)
            assert.ok(Math.abs(((input[d] ?? NaN) - (word[d] ?? NaN)) / rate - slope(word, d)) < 5e-3);
          for (let i = 0; i < rows.length; i++)
            assert.ok(Math.abs(((output[i] ?? NaN) - (rows[i] ?? NaN)) / rate - slope(rows, i)) < 5e-3);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the noise distribution', () => {
  it('gives every word the probability of its count to the power of 0.75', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 }),
        (counts) => {
          const { own, other } = noiseTable(Float64Array.from(counts));
          const share = new Float64Array(counts.length);
          own.forEach((value, slot) => {
            share[slot]! += value / counts.length;
            share[other[slot] ?? -1]! += (1 - value) / counts.length;
          });
          const all = counts.reduce((sum, count) => sum + count ** 0.75, 0);
          counts.forEach((count, word) =>
            assert.ok(Math.abs((share[word] ?? NaN) - count ** 0.75 / all) < 1e-6, `${share[word]}`),
          );
        },
      ),
    );
  });

  it('keeps words below the threshold always, and √(t/f) + t/f of those above', () => {
    const [often, seldom] = keepProbabilities(Float64Array.of(9990, 10), 1e-2);
    const share = 0.999;
    assert.ok(Math.abs((often ?? NaN) - (Math.sqrt(1e-2 / share) + 1e-2 / share)) < 1e-6);
    assert.equal(seldom, 1);
    assert.deepEqual([...keepProbabilities(Float64Array.of(9990, 10), 0)], [1, 1]);
  });
});

describe('a stretch of training', () => {
  it('moves only the rows that it marks', () => {
    const words = 40;
    const dimensions = 4;
    const rng = new Rng(3);
    const weights = {
      input: Float32Array.from({ length: words * dimensions }, () => rng.normal()),
      output: Float32Array.from({ length: words * dimensions }, () => rng.normal()),
    };
    const before = { input: weights.input.slice(), output: weights.output.slice() };
    const touched = new Uint8Array(2 * words);
    trainStretch(weights, {
      ids: Int32Array.of(1, 2, 3, 2, 30, 31),
      starts: Int32Array.of(0, 4, 6),
      texts: Int32Array.of(0),
      noise: noiseTable(new Float64Array(words).fill(1)),
      keep: new Float32Array(words).fill(1),
      dimensions,
      window: 2,
      negatives: 3,
      learningRate: [0.1, 0.1],
      seed: 5,
      touched,
    });
    for (const [part, shift] of [
      ['input', 0],
      ['output', words],
    ] as const)
      for (let row = 0; row < words; row++) {
        const range = [row * dimensions, (row + 1) * dimensions] as const;
        const moved = weights[part].slice(...range).join() !== before[part].slice(...range).join();
        assert.equal(moved, touched[shift + row] === 1, `${part} ${row}`);
      }
    assert.deepEqual([...touched.subarray(0, 5)], [0, 1, 1, 1, 0]);
    assert.deepEqual([...touched.subarray(30, 32)], [0, 0], 'the other text was not asked for');
  });
});
