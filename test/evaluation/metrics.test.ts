import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  accuracy,
  classificationMetrics,
  logLoss,
  majorityBaseline,
  precisionRecallF1,
  rocAuc,
  wilsonInterval,
} from 'sentilab/evaluation';
import { metricSchema } from '../../lib/tracking/schema/run-record.ts';

const scored = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 40 })
  .map((rows) => ({ truth: rows.map(([label]) => label), scores: rows.map(([, score]) => score / 20) }));

describe('metrics', () => {
  it('ROC-AUC is the fraction of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(scored, ({ truth, scores }) => {
        let pairs = 0;
        let ordered = 0;
        truth.forEach((a, i) =>
          truth.forEach((b, j) => {
            if (a !== 1 || b !== 0) return;
            pairs++;
            ordered += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
          }),
        );
        const auc = rocAuc(truth, scores);
        if (pairs === 0) assert.equal(auc, null);
        else assert.ok(Math.abs((auc ?? NaN) - ordered / pairs) < 1e-12);
      }),
    );
  });

  it('F1 does not change when truth and prediction are exchanged, precision and recall do so', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1)), { minLength: 1 }),
        (rows) => {
          const truth = rows.map(([a]) => a);
          const predicted = rows.map(([, b]) => b);
          const there = precisionRecallF1(truth, predicted);
          const back = precisionRecallF1(predicted, truth);
          assert.deepEqual([back.precision, back.recall, back.f1], [there.recall, there.precision, there.f1]);
        },
      ),
    );
  });

  it('a Wilson interval holds the fraction and narrows with more trials', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const successes = Math.round(share * n);
          const { low, high } = wilsonInterval(successes, n);
          assert.ok(low >= 0 && low <= successes / n && successes / n <= high && high <= 1);
          const more = wilsonInterval(successes * 4, n * 4);
          assert.ok(more.high - more.low < high - low);
        },
      ),
    );
  });

  it('takes typed arrays and plain arrays alike', () => {
    assert.equal(accuracy(Int32Array.of(0, 1, 1), [0, 1, 0]), 2 / 3);
  });

  it('refuses empty input, lengths that differ, other labels, NaN and impossible probabilities', () => {
    assert.throws(() => accuracy([], []), /at least one example/);
    assert.throws(() => accuracy([0, 1], [0]), /predicted: There must be one value per label \(2\)\. Got 1/);
    assert.throws(() => accuracy([0, 2], [0, 1]), /truth\[1\]: A label is 0 .* Got 2/);
    assert.throws(() => logLoss([0, 1], [0.5, NaN]), /probabilities\[1\]: .*Got NaN.*learning rate/);
    assert.throws(() => logLoss([0], [1.5]), /from 0 to 1\. Got 1\.5/);
    assert.throws(() => rocAuc([0, 1], [NaN, 1]), /scores\[0\]/);
    assert.throws(() => wilsonInterval(3, 2), /successes: .*from 0 to 2\. Got 3/);
  });

  it('the majority baseline answers the commoner training class, whatever is held out', () => {
    assert.deepEqual(majorityBaseline([1, 1, 0], [0, 0, 0, 1]), {
      label: 1,
      probability: 2 / 3,
      accuracy: 0.25,
    });
    assert.equal(majorityBaseline([0, 1], [0, 1]).label, 0);
  });

  it('classificationMetrics gives metrics as records hold them, without ROC-AUC when one class is missing', () => {
    const metrics = classificationMetrics('test', [0, 1, 1, 0], Float32Array.of(0.1, 0.8, 0.4, 0));
    for (const metric of Object.values(metrics)) metricSchema.parse(metric);
    assert.deepEqual(metrics['test/accuracy'], { value: 0.75, direction: 'maximize', unit: 'fraction' });
    assert.deepEqual(metrics['test/rocAuc'], { value: 1, direction: 'maximize', unit: 'fraction' });
    assert.equal(metrics['test/loss']?.direction, 'minimize');
    assert.ok(!('test/rocAuc' in classificationMetrics('test', [1, 1], [0.3, 0.9])));
  });
});
