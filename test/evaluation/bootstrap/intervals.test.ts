import assert from 'node:assert/strict';
import {
  METRICS,
  ScoredExamples,
  WeightedSample,
  bcaInterval,
  bootstrapDifference,
  bootstrapMetrics,
  createResampler,
  percentileInterval,
  wilsonInterval,
  type MetricDefinition,
} from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';
import { jackknifeValues } from '../../../lib/evaluation/bootstrap/jackknife.ts';
import { close, readGolden } from '../golden.ts';

interface Golden {
  readonly bootstrap: readonly {
    readonly name: string;
    readonly confidence: number;
    readonly observed: number;
    readonly replicates: readonly number[];
    readonly jackknife: readonly number[];
    readonly percentile: readonly [number, number];
    readonly bca: readonly [number, number];
  }[];
}
const golden = readGolden<Golden>('evaluation-significance');

function metric(name: string): MetricDefinition {
  const found = METRICS.find((each) => each.name === name);
  assert.ok(found);
  return found;
}

/** A classifier that is right so often, with probabilities that say something. */
function examplesOf(count: number, skill: number, rng: Rng): ScoredExamples {
  const truth = Array.from({ length: count }, () => rng.int(0, 1));
  const probabilities = truth.map(
    (label) => 1 / (1 + Math.exp(-((label * 2 - 1) * skill + rng.normal()) * 1.5)),
  );
  return new ScoredExamples(truth, probabilities);
}

describe(`bootstrap intervals against ${golden.by}`, () => {
  for (const { name, confidence, observed, replicates, jackknife, percentile, bca } of golden.bootstrap)
    it(`gives the percentile and BCa intervals of ${name} to 1e-9, out of the same replicates`, () => {
      const ours = percentileInterval(replicates, confidence);
      close(ours.low, percentile[0], 'percentile low');
      close(ours.high, percentile[1], 'percentile high');
      const corrected = bcaInterval(replicates, { observed, jackknife }, confidence);
      assert.ok(corrected);
      close(corrected.low, bca[0], 'BCa low');
      close(corrected.high, bca[1], 'BCa high');
    });

  it('has no BCa interval where all replicates lie on one side or nothing varies', () => {
    assert.equal(bcaInterval([1, 2, 3], { observed: 0, jackknife: [1, 2] }), null);
    assert.equal(bcaInterval([1, 1, 1], { observed: 1, jackknife: [1, 1] }), null);
    assert.throws(() => percentileInterval([1]), /at least two replicates/);
    assert.throws(() => percentileInterval([1, 2], 1), /confidence: .*Got 1/);
  });
});

describe('createResampler', () => {
  it('draws as many examples as there are, in whole numbers, and each class as often as it occurs if asked to', () => {
    const strata = Array.from({ length: 50 }, (_, i) => (i < 15 ? 1 : 0));
    const draw = createResampler(50, new Rng(4), { strata });
    const free = createResampler(50, new Rng(4));
    const shares = new Set<number>();
    for (let n = 0; n < 50; n++) {
      const weights = Array.from(draw());
      assert.ok(weights.every((weight) => Number.isInteger(weight) && weight >= 0));
      assert.equal(
        weights.reduce((sum, weight) => sum + weight, 0),
        50,
      );
      assert.equal(
        weights.slice(0, 15).reduce((sum, weight) => sum + weight, 0),
        15,
      );
      shares.add(
        Array.from(free())
          .slice(0, 15)
          .reduce((sum, weight) => sum + weight, 0),
      );
    }
    assert.ok(shares.size > 5, 'without strata the share of a class varies');
  });
});

describe('bootstrapMetrics', () => {
  const examples = examplesOf(300, 0.8, new Rng(5));

  it('gives the same intervals for the same generator, and others for another', () => {
    const draw = (seed: number) => bootstrapMetrics(examples, METRICS, { resamples: 200 }, new Rng(seed));
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it('puts the value inside its interval and is near the Wilson interval for accuracy', () => {
    const estimates = bootstrapMetrics(
      examples,
      METRICS,
      { resamples: 2000, method: 'percentile' },
      new Rng(1),
    );
    for (const { name, value, interval, resamples } of estimates) {
      assert.equal(resamples, 2000);
      assert.ok(value !== null && interval !== null, name);
      // Calibration error is biased upwards in resamples: its percentile interval may lie above the value.
      if (name !== 'ece') assert.ok(interval.low <= value && value <= interval.high, name);
    }
    const [first] = estimates;
    const cells = examples.all().cells;
    const wilson = wilsonInterval(cells[0][0] + cells[1][1], 300);
    assert.ok(Math.abs((first?.interval?.low ?? 0) - wilson.low) < 0.01);
    assert.ok(Math.abs((first?.interval?.high ?? 0) - wilson.high) < 0.01);
  });

  it('holds the true accuracy in about 95 of 100 samples, by either method', () => {
    for (const method of ['percentile', 'bca'] as const) {
      let held = 0;
      for (let sample = 0; sample < 200; sample++) {
        const rng = new Rng(1000 + sample);
        const truth = Array.from({ length: 150 }, () => 1);
        const drawn = new ScoredExamples(
          truth,
          truth.map(() => (rng.float() < 0.8 ? 0.9 : 0.1)),
        );
        const [accuracy] = bootstrapMetrics(drawn, [metric('accuracy')], { resamples: 200, method }, rng);
        if (accuracy?.interval && accuracy.interval.low <= 0.8 && 0.8 <= accuracy.interval.high) held++;
      }
      assert.ok(held >= 178 && held <= 199, `${method}: ${held} of 200`);
    }
  });

  it('leaves out resamples in which a metric is not defined, and has no interval where it never is', () => {
    const few = new ScoredExamples([0, 0, 0, 1], [0.1, 0.4, 0.6, 0.9]);
    const [auc] = bootstrapMetrics(few, [metric('rocAuc')], { resamples: 500 }, new Rng(1));
    assert.ok(auc && auc.resamples < 400 && auc.resamples > 200 && auc.interval !== null);
    const [stratified] = bootstrapMetrics(
      few,
      [metric('rocAuc')],
      { resamples: 500, stratified: true },
      new Rng(1),
    );
    assert.equal(stratified?.resamples, 500);
    const one = new ScoredExamples([1, 1], [0.3, 0.9]);
    const [none] = bootstrapMetrics(one, [metric('rocAuc')], { resamples: 100 }, new Rng(1));
    assert.deepEqual([none?.value, none?.interval, none?.resamples], [null, null, 0]);
  });

  it('leaves each example out of the jackknife exactly once, in blocks when there are many', () => {
    const many = examplesOf(1203, 0.8, new Rng(6));
    const [values = []] = jackknifeValues(many, [metric('accuracy')]);
    assert.equal(values.length, 500);
    const all = metric('accuracy').value(many.all()) ?? NaN;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs(mean - all) < 1e-4);
    const small = examplesOf(20, 0.8, new Rng(6));
    const [single = []] = jackknifeValues(small, [metric('brier')]);
    const without = new Float64Array(20).fill(1);
    without[7] = 0;
    assert.equal(single[7], metric('brier').value(new WeightedSample(small, without)));
  });
});

describe('bootstrapDifference', () => {
  const rng = new Rng(8);
  const truth = Array.from({ length: 400 }, () => rng.int(0, 1));
  const scores = (skill: number) =>
    truth.map((label) => 1 / (1 + Math.exp(-((label * 2 - 1) * skill + rng.normal()))));
  const strong = new ScoredExamples(truth, scores(1.5));
  const weak = new ScoredExamples(truth, scores(0.3));

  it('sees a real difference and none of a model to itself', () => {
    const real = bootstrapDifference(strong, weak, metric('accuracy'), {}, new Rng(1));
    assert.ok(real && real.difference > 0.15 && real.interval.low > 0.05 && real.p <= 2 / 1001 + 1e-12);
    const same = bootstrapDifference(weak, weak, metric('accuracy'), {}, new Rng(1));
    assert.deepEqual([same?.difference, same?.interval, same?.p], [0, { low: 0, high: 0 }, 1]);
  });

  it('turns its sign with the models', () => {
    const config = { method: 'percentile' } as const;
    const there = bootstrapDifference(strong, weak, metric('rocAuc'), config, new Rng(2));
    const back = bootstrapDifference(weak, strong, metric('rocAuc'), config, new Rng(2));
    assert.ok(there && back);
    assert.equal(there.difference, -back.difference);
    close(there.interval.low, -back.interval.high, 'low');
    assert.equal(there.p, back.p);
  });

  it('refuses models that saw different examples', () => {
    const other = new ScoredExamples([1, 0], [0.5, 0.5]);
    assert.throws(
      () => bootstrapDifference(weak, other, metric('accuracy'), {}, new Rng(1)),
      /same examples in the same order/,
    );
  });
});
