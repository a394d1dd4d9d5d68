import assert from 'node:assert/strict';
import fc from 'fast-check';
import { METRICS, ScoredExamples, WeightedSample } from 'sentilab/evaluation';
import { metricSchema } from '../../../lib/tracking/schema/run-record.ts';
import { Rng } from 'sentilab/random';

/** Examples with many ties, probabilities at both ends, and sometimes one class only. */
const scored = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) => ({
    truth: rows.map(([label]) => label),
    probabilities: rows.map(([, p]) => p / 12),
    weights: Float64Array.from(rows, ([, , weight], i) => (i === 0 ? weight + 1 : weight)),
  }));

const near = (a: number | null, b: number | null, what: string): void => {
  if (a === null || b === null) assert.equal(a, b, what);
  else assert.ok(Math.abs(a - b) < 1e-12, `${what}: ${a} and ${b}`);
};

describe('every metric', () => {
  it('has a name of its own, and a unit that a record may hold', () => {
    assert.equal(new Set(METRICS.map(({ name }) => name)).size, METRICS.length);
    for (const { direction, unit } of METRICS) metricSchema.parse({ value: 0, direction, unit });
  });

  for (const metric of METRICS)
    describe(metric.name, () => {
      it('stays in its range, or is null', () => {
        fc.assert(
          fc.property(scored, ({ truth, probabilities, weights }) => {
            const value = metric.value(new WeightedSample(new ScoredExamples(truth, probabilities), weights));
            const [low, high] = metric.range;
            assert.ok(value === null || (value >= low && value <= high), String(value));
          }),
        );
      });

      it('counts an example of weight 2 as two examples', () => {
        fc.assert(
          fc.property(scored, ({ truth, probabilities, weights }) => {
            const repeated = truth.flatMap((_, i) => new Array<number>(weights[i] ?? 0).fill(i));
            const written = new ScoredExamples(
              repeated.map((i) => truth[i] ?? 0),
              repeated.map((i) => probabilities[i] ?? 0),
            );
            const weighted = new WeightedSample(new ScoredExamples(truth, probabilities), weights);
            near(metric.value(weighted), metric.value(written.all()), metric.name);
          }),
        );
      });

      it('does not depend on the order of the examples, ties or not', () => {
        fc.assert(
          fc.property(scored, fc.integer({ min: 1, max: 1000 }), ({ truth, probabilities }, seed) => {
            const order = new Rng(seed).shuffle(truth.map((_, i) => i));
            const shuffled = new ScoredExamples(
              order.map((i) => truth[i] ?? 0),
              order.map((i) => probabilities[i] ?? 0),
            );
            near(
              metric.value(new ScoredExamples(truth, probabilities).all()),
              metric.value(shuffled.all()),
              metric.name,
            );
          }),
        );
      });

      it('is best when every prediction is certain and right', () => {
        const examples = new ScoredExamples([0, 1, 1, 0, 1], [0, 1, 1, 0, 1]);
        const best = metric.direction === 'maximize' ? metric.range[1] : metric.range[0];
        const value = metric.value(examples.all());
        assert.ok(value !== null && Math.abs(value - best) < 2e-7, String(value));
      });
    });

  it('of both classes together keeps its value when the classes are exchanged; those of one change places', () => {
    const valueOf = (name: string, examples: ScoredExamples): number | null => {
      const metric = METRICS.find((each) => each.name === name);
      assert.ok(metric);
      return metric.value(examples.all());
    };
    fc.assert(
      fc.property(scored, ({ truth, probabilities }) => {
        // 0.5 itself would be called positive both ways.
        const p = probabilities.map((each) => (each === 0.5 ? 0.51 : each));
        const straight = new ScoredExamples(truth, p);
        const swapped = new ScoredExamples(
          truth.map((label) => 1 - label),
          p.map((each) => 1 - each),
        );
        for (const name of ['accuracy', 'balancedAccuracy', 'mcc', 'kappa', 'rocAuc', 'brier', 'aurc'])
          near(valueOf(name, straight), valueOf(name, swapped), name);
        const loss = Math.abs((valueOf('loss', straight) ?? 0) - (valueOf('loss', swapped) ?? 0));
        assert.ok(loss < 1e-8, `loss: ${loss}`); // 1 − 2^-23 and 2^-23 are not rounded alike
        near(valueOf('recall', straight), valueOf('specificity', swapped), 'recall');
      }),
    );
  });

  it('refuses weights of another length, and examples that all count nothing', () => {
    const examples = new ScoredExamples([0, 1], [0.2, 0.9]);
    assert.throws(
      () => new WeightedSample(examples, Float64Array.of(1)),
      /weights: .*per example \(2\)\. Got 1/,
    );
    assert.throws(() => new WeightedSample(examples, new Float64Array(2)), /at least one example/);
  });
});
