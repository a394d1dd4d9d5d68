import assert from 'node:assert/strict';
import fc from 'fast-check';
import { METRICS, evaluateModels, evaluationReportSchema, type EvaluationInput } from 'sentilab/evaluation';
import { Rng } from 'sentilab/random';
import { thin } from '../../../lib/evaluation/report/thin.ts';

const examples = Array.from({ length: 60 }, (_, i) => ({
  id: `x/${i}`,
  text: 'word '.repeat((i % 9) + 1),
  label: (i % 2) as 0 | 1,
}));
const threshold = { value: 0.5, from: 'the model’s own', criterion: null };
const input: EvaluationInput = {
  data: { name: 'x', title: 'X', attribution: 'made up', fingerprint: 'f' },
  examples,
  models: [
    { name: 'm', probabilities: examples.map(({ label }, i) => (label + (i % 5) / 5) / 2), threshold },
  ],
  bootstrap: { resamples: 100 },
};

describe('evaluateModels', () => {
  it('gives the same report for the same seed, valid by its schema also after a way through JSON', () => {
    const report = evaluateModels(input, new Rng(1));
    assert.deepEqual(evaluateModels(input, new Rng(1)), report);
    assert.deepEqual(evaluationReportSchema.parse(JSON.parse(JSON.stringify(report))), report);
    assert.equal(report.models[0]?.metrics.length, METRICS.length);
    assert.deepEqual(report.pairs, []);
    assert.equal(report.models[0]?.slices.rating, null);
  });

  it('gives a model the same numbers beside another one as alone', () => {
    const alone = evaluateModels(input, new Rng(1));
    const two = [...input.models, { name: 'n', probabilities: examples.map(() => 0.6), threshold }];
    const both = evaluateModels({ ...input, models: two }, new Rng(1));
    assert.deepEqual(both.models[0], alone.models[0]);
    assert.equal(both.pairs.length, 1);
  });

  it('evaluates examples of one class: rankings are null, curves absent, nothing is NaN', () => {
    const ones = examples.map((example) => ({ ...example, label: 1 as const }));
    const [model] = evaluateModels({ ...input, examples: ones }, new Rng(1)).models;
    assert.equal(model?.curves.roc, null);
    assert.equal(model.metrics.find(({ name }) => name === 'rocAuc')?.value, null);
  });

  it('refuses no model, no example, and predictions of another number', () => {
    assert.throws(() => evaluateModels({ ...input, models: [] }, new Rng(1)), /models: There is no model/);
    assert.throws(() => evaluateModels({ ...input, examples: [] }, new Rng(1)), /at least one example/);
    assert.throws(
      () => evaluateModels({ ...input, examples: examples.slice(1) }, new Rng(1)),
      /probabilities: .*\(59\)\. Got 60/,
    );
  });
});

describe('thin', () => {
  it('keeps both ends, the order, and at most so many points, none of them new', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      {
        minLength: 1,
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 2, max: 50 }), (all, most) => {
        const kept = thin(all, most);
        assert.ok(kept.length <= Math.max(most, 1) + 1 && kept.length >= 1);
        assert.deepEqual([kept[0], kept[kept.length - 1]], [all[0], all[all.length - 1]]);
        let at = 0;
        for (const [x, y] of kept) {
          while (at < all.length && !(all[at]?.[0] === x && all[at]?.[1] === y)) at++;
          assert.ok(at < all.length);
        }
      }),
    );
  });
});
