import assert from 'node:assert/strict';
import {
  METRICS,
  ScoredExamples,
  WeightedSample,
  accuracy,
  averagePrecision,
  balancedAccuracy,
  brierScore,
  calibration,
  cohensKappa,
  countCells,
  logLoss,
  matthewsCorrelation,
  normalQuantile,
  precisionRecallCurve,
  precisionRecallF1,
  predictedLabels,
  rocAuc,
  rocCurve,
  specificity,
  wilsonInterval,
} from 'sentilab/evaluation';
import { close, readGolden } from '../golden.ts';

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
    readonly metrics: Readonly<Record<string, number | null>>;
    readonly weights: readonly number[];
    readonly weighted: Readonly<Record<string, number | null>>;
    readonly curves: {
      readonly roc: readonly (readonly number[])[];
      readonly precisionRecall: readonly (readonly number[])[];
    } | null;
    readonly calibration: readonly {
      readonly bins: number;
      readonly strategy: 'uniform' | 'quantile';
      readonly observed: readonly number[];
      readonly stated: readonly number[];
    }[];
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

const golden = readGolden<Golden>('evaluation');

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

  for (const { name, truth, probabilities, threshold, ...expected } of golden.cases) {
    const examples = new ScoredExamples(truth, probabilities, threshold);
    const agree = (sample: WeightedSample, values: Readonly<Record<string, number | null>>): void => {
      for (const metric of METRICS) {
        const theirs = values[metric.name];
        if (theirs === undefined) continue; // calibration and risk have references of their own
        const ours = metric.value(sample);
        if (theirs === null || ours === null) assert.equal(ours, theirs, metric.name);
        else close(ours, theirs, metric.name);
      }
    };

    it(`gives every metric to 1e-9 on ${name}, with examples counted once and several times`, () => {
      assert.equal(Object.keys(expected.metrics).length, METRICS.length - 2);
      agree(examples.all(), expected.metrics);
      agree(new WeightedSample(examples, Float64Array.from(expected.weights)), expected.weighted);
    });

    it(`gives the same values by its plain functions on ${name}`, () => {
      const { predicted } = examples;
      const plain = {
        accuracy: accuracy(truth, predicted),
        balancedAccuracy: balancedAccuracy(truth, predicted),
        specificity: specificity(truth, predicted),
        mcc: matthewsCorrelation(truth, predicted),
        kappa: cohensKappa(truth, predicted),
        prAuc: averagePrecision(truth, probabilities),
      };
      for (const [metric, ours] of Object.entries(plain)) {
        const theirs = expected.metrics[metric] ?? null;
        if (ours === null || theirs === null) assert.equal(ours, theirs, metric);
        else close(ours, theirs, metric);
      }
    });
  }

  for (const { name, truth, probabilities, curves, calibration: reliability } of golden.cases) {
    if (curves === null) continue;
    it(`draws the same ROC and precision-recall curves on ${name}`, () => {
      const roc = rocCurve(truth, probabilities) ?? [];
      const [falsePositives = [], truePositives = [], thresholds = []] = curves.roc;
      assert.equal(roc.length, falsePositives.length);
      assert.equal(roc[0]?.threshold, Infinity);
      roc.forEach((point, i) => {
        close(point.falsePositiveRate, falsePositives[i] ?? NaN, `false positive rate ${i}`);
        close(point.truePositiveRate, truePositives[i] ?? NaN, `true positive rate ${i}`);
        if (i > 0) close(point.threshold, thresholds[i - 1] ?? NaN, `threshold ${i}`);
      });
      const [precisions = [], recalls = [], cuts = []] = curves.precisionRecall;
      const ours = precisionRecallCurve(truth, probabilities) ?? [];
      assert.equal(ours.length, cuts.length);
      ours.forEach((point, i) => {
        close(point.precision, precisions[i] ?? NaN, `precision ${i}`);
        close(point.recall, recalls[i] ?? NaN, `recall ${i}`);
        close(point.threshold, cuts[i] ?? NaN, `threshold ${i}`);
      });
    });

    for (const { bins, strategy, observed, stated } of reliability)
      it(`puts probabilities into the same ${bins} bins (${strategy}) on ${name}`, () => {
        const binning = strategy === 'uniform' ? 'width' : 'mass';
        const ours = calibration(truth, probabilities, { bins, binning }).bins;
        assert.equal(ours.length, observed.length);
        ours.forEach((bin, i) => {
          close(bin.observed, observed[i] ?? NaN, `observed ${i}`);
          close(bin.stated, stated[i] ?? NaN, `stated ${i}`);
        });
      });
  }

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
