import assert from 'node:assert/strict';
import fc from 'fast-check';
import { balanceExamples, classWeights, oversample, undersample } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import golden from '../../golden/class-weights.json' with { type: 'json' };

interface Labelled {
  readonly id: number;
  readonly label: 0 | 1;
}
const examplesOf = (negatives: number, positives: number): Labelled[] =>
  Array.from({ length: negatives + positives }, (_, id) => ({ id, label: id < negatives ? 0 : 1 }));
const counts = (examples: readonly Labelled[]): number[] => [0, 1].map((label) => examples.filter((e) => e.label === label).length);
/** How often each example is there. */
const times = (examples: readonly Labelled[]): Map<number, number> => {
  const seen = new Map<number, number>();
  for (const { id } of examples) seen.set(id, (seen.get(id) ?? 0) + 1);
  return seen;
};
/** Nine in ten are negative. */
const skewed = examplesOf(900, 100);

describe('oversample', () => {
  it('makes 900 + 900 of 900 + 100: every example of the smaller class nine times', () => {
    const all = oversample(skewed, { rng: new Rng(1) });
    assert.deepEqual(counts(all), [900, 900]);
    for (const [id, n] of times(all)) assert.equal(n, id < 900 ? 1 : 9);
    assert.deepEqual(all.slice(0, 1000), skewed);
  });

  it('reaches any share within half an example, leaves out nothing, and repeats within one as often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (n, p, share) => {
        const all = oversample(examplesOf(n, p), { rng: new Rng(2), positiveShare: share });
        const [negatives = 0, positives = 0] = counts(all);
        const grown = p / (n + p) < share ? 1 : 0;
        if (grown === 1) assert.equal(positives, Math.round((share / (1 - share)) * negatives));
        else assert.equal(negatives, Math.round(((1 - share) / (1 - (1 - share))) * positives));
        const often = times(all);
        assert.equal(often.size, n + p);
        const repeats = [...often].filter(([id]) => (id < n ? 0 : 1) === grown).map(([, count]) => count);
        assert.ok(Math.max(...repeats) - Math.min(...repeats) <= 1);
      }),
    );
  });
});

describe('undersample', () => {
  it('makes 100 + 100 of 900 + 100, each once and in their order', () => {
    const all = undersample(skewed, { rng: new Rng(1) });
    assert.deepEqual(counts(all), [100, 100]);
    assert.deepEqual(all.map(({ id }) => id), [...new Set(all.map(({ id }) => id))].sort((a, b) => a - b));
  });

  it('reaches any share within half an example and leaves out of the larger class alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), fc.double({ min: 0.1, max: 0.9, noNaN: true }), (n, p, share) => {
        const [negatives = 0, positives = 0] = counts(undersample(examplesOf(n, p), { rng: new Rng(2), positiveShare: share }));
        if (p / (n + p) < share) assert.deepEqual([positives, negatives], [p, Math.round(((1 - share) / share) * p)]);
        else assert.deepEqual([negatives, positives], [n, Math.round(((1 - (1 - share)) / (1 - share)) * n)]);
      }),
    );
  });
});

describe('resampling', () => {
  it('draws the same for the same seed and others for another', () => {
    for (const draw of [oversample, undersample]) {
      const ids = (seed: number): number[] => draw(examplesOf(95, 10), { rng: new Rng(seed) }).map(({ id }) => id);
      assert.deepEqual(ids(1), ids(1));
      assert.notDeepEqual(ids(1), ids(2));
    }
  });

  it('refuses one class and impossible shares', () => {
    for (const draw of [oversample, undersample]) {
      assert.throws(() => draw(examplesOf(5, 0), { rng: new Rng(1) }), /both classes.*"positive":0/);
      assert.throws(() => draw(skewed, { rng: new Rng(1), positiveShare: 1 }), /positiveShare: .*Got 1\./);
    }
  });
});

describe('classWeights', () => {
  it(`are those of ${golden.by}`, () => {
    for (const { counts: [negatives = 0, positives = 0], weights } of golden.cases) {
      const found = classWeights(examplesOf(negatives, positives));
      found.forEach((weight, label) => assert.ok(Math.abs(weight - (weights[label] ?? NaN)) < 1e-12 * weight));
    }
    assert.deepEqual(classWeights(skewed), [1000 / 1800, 5]);
  });
});

describe('balanceExamples', () => {
  it('repeats, leaves out or weighs, as it is told', () => {
    const sizes = (['none', 'oversample', 'undersample', 'class-weights'] as const).map((kind) => {
      const { examples, classWeights: weights } = balanceExamples(skewed, kind, new Rng(1));
      return [examples.length, weights];
    });
    assert.deepEqual(sizes, [
      [1000, undefined],
      [1800, undefined],
      [200, undefined],
      [1000, [1000 / 1800, 5]],
    ]);
  });
});
