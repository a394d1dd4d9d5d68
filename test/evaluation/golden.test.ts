import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  accuracy,
  brierScore,
  countCells,
  logLoss,
  normalQuantile,
  precisionRecallF1,
  predictedLabels,
  rocAuc,
  wilsonInterval,
} from 'sentilab/evaluation';

interface Golden {
  readonly by: string;
  readonly cases: readonly {
    readonly name: string;
    readonly truth: readonly number[];
    readonly probabilities: readonly number[];
    readonly threshold: number;
    readonly accuracy: number;
    readonly classes: Readonly<Record<'0' | '1', { precision: number; recall: number; f1: number }>>;
    readonly logLoss: number;
    readonly brier: number;
    readonly rocAuc: number | null;
    readonly confusion: readonly (readonly number[])[];
  }[];
  readonly wilson: readonly {
    readonly successes: number;
    readonly trials: number;
    readonly confidence: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly normalQuantile: readonly { readonly p: number; readonly z: number }[];
}

const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../golden/evaluation.json'), 'utf8'),
) as Golden;

function close(actual: number, expected: number, what: string): void {
  const error = Math.abs(actual - expected);
  assert.ok(error <= 1e-9 * Math.max(1, Math.abs(expected)), `${what}: ${actual}, expected ${expected}`);
}

describe(`evaluation against ${golden.by}`, () => {
  for (const { name, truth, probabilities, threshold, ...expected } of golden.cases)
    it(`agrees to 1e-9 on ${name}`, () => {
      const predicted = predictedLabels(probabilities, threshold);
      close(accuracy(truth, predicted), expected.accuracy, 'accuracy');
      for (const positive of [0, 1] as const) {
        const ours = precisionRecallF1(truth, predicted, positive);
        const theirs = expected.classes[positive];
        close(ours.precision, theirs.precision, `precision of ${positive}`);
        close(ours.recall, theirs.recall, `recall of ${positive}`);
        close(ours.f1, theirs.f1, `F1 of ${positive}`);
      }
      close(logLoss(truth, probabilities), expected.logLoss, 'log loss');
      close(brierScore(truth, probabilities), expected.brier, 'Brier');
      const auc = rocAuc(truth, probabilities);
      if (auc === null || expected.rocAuc === null) assert.equal(auc, expected.rocAuc);
      else close(auc, expected.rocAuc, 'ROC-AUC');
      assert.deepEqual(countCells(truth, predicted), expected.confusion);
    });

  it('gives the same Wilson intervals to 1e-9', () => {
    for (const { successes, trials, confidence, low, high } of golden.wilson) {
      const interval = wilsonInterval(successes, trials, confidence);
      close(interval.low, low, `low of ${successes}/${trials} at ${confidence}`);
      close(interval.high, high, `high of ${successes}/${trials} at ${confidence}`);
    }
  });

  it('gives the same normal quantiles to 1e-9, far into the tails', () => {
    for (const { p, z } of golden.normalQuantile) close(normalQuantile(p), z, `quantile of ${p}`);
    assert.equal(normalQuantile(0), -Infinity);
    assert.equal(normalQuantile(1), Infinity);
    assert.ok(Number.isNaN(normalQuantile(1.5)));
  });
});
