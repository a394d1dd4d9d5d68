import assert from 'node:assert/strict';
import fc from 'fast-check';
import { METRICS, ScoredExamples, calibration } from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';
import { binEdges, binOf, binOfWidth } from '../../../lib/evaluation/calibration/bin-edges.ts';
import { close, readGolden } from '../golden.ts';

interface Golden {
  readonly cases: readonly {
    readonly truth: readonly number[];
    readonly probabilities: readonly number[];
    readonly bins: number;
    readonly expected: number;
    readonly largest: number;
  }[];
}
const golden = readGolden<Golden>('evaluation-calibration');

describe('calibration', () => {
  it(`gives the errors of ${golden.by} to 1e-9`, () => {
    for (const { truth, probabilities, bins, expected, largest } of golden.cases) {
      const ours = calibration(truth, probabilities, { bins });
      close(ours.expectedError, expected, `expected error of ${bins} bins`);
      close(ours.largestError, largest, `largest error of ${bins} bins`);
    }
  });

  it('agrees with the metric of records, which has 15 bins', () => {
    const metric = METRICS.find(({ name }) => name === 'ece');
    const [, , last] = golden.cases;
    assert.ok(metric && last?.bins === 15);
    close(
      metric.value(new ScoredExamples(last.truth, last.probabilities).all()) ?? NaN,
      last.expected,
      'ece',
    );
  });

  it('puts every probability into the bin whose edges hold it, whichever way it looks', () => {
    const probability = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 })).map(([a, b]) => Math.min(1, a / b)),
    );
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 40 }), (p, bins) => {
        const edges = binEdges([p], bins, 'width');
        const bin = binOf(p, edges);
        assert.ok(bin >= 0 && bin < bins);
        assert.ok(p <= (edges[bin + 1] ?? NaN) && (bin === 0 || p > (edges[bin] ?? NaN)));
        assert.equal(binOfWidth(p, bins), bin);
      }),
    );
  });

  it('gives bins of equal mass the same number of examples, and never parts equal probabilities', () => {
    const rng = new Rng(1);
    const probabilities = Array.from({ length: 1000 }, () => rng.float());
    const { bins } = calibration(
      probabilities.map((p) => (rng.float() < p ? 1 : 0)),
      probabilities,
      { bins: 10, binning: 'mass' },
    );
    assert.deepEqual(
      bins.map(({ count }) => count),
      new Array<number>(10).fill(100),
    );
    const tied = calibration([0, 1, 1, 0, 1, 1], [0.3, 0.3, 0.3, 0.3, 0.3, 0.8], {
      bins: 4,
      binning: 'mass',
    });
    assert.deepEqual(
      tied.bins.map(({ count }) => count),
      [5, 1],
    );
  });

  it('is small for honest probabilities, large for overconfident ones, and marks it with intervals', () => {
    const rng = new Rng(3);
    const honest = Array.from({ length: 20_000 }, () => rng.float());
    const outcomes = honest.map((p) => (rng.float() < p ? 1 : 0));
    const overconfident = honest.map((p) => (p > 0.5 ? 0.5 + p / 2 : p / 2));
    const good = calibration(outcomes, honest);
    const bad = calibration(outcomes, overconfident);
    assert.ok(good.expectedError < 0.015, String(good.expectedError));
    assert.ok(bad.expectedError > 0.1, String(bad.expectedError));
    const inside = good.bins.filter(
      ({ stated, interval }) => stated >= interval.low && stated <= interval.high,
    );
    assert.ok(inside.length >= 12, `${inside.length} of 15 intervals hold what was stated`);
    for (const { bins } of [good, bad])
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        20_000,
      );
  });

  it('refuses a number of bins that is none', () => {
    assert.throws(() => calibration([1], [0.5], { bins: 0 }), /bins: .*whole number from 1\. Got 0/);
  });
});
