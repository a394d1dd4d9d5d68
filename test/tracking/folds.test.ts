import assert from 'node:assert/strict';
import {
  compareFolds,
  compareRuns,
  correctedInterval,
  meanInterval,
  type RunRecord,
} from 'sentilab/tracking';
import golden from '../golden/tracking-corrected-interval.json' with { type: 'json' };
import { makeRecords } from '../support/records.ts';

interface Fold {
  readonly fold: number;
  readonly accuracy: number;
  readonly baseline?: number;
  readonly attempt?: number;
  readonly failed?: boolean;
}

/** Records as a cross-validation leaves them, folds of 100 tested on after 400 were trained on. */
function runsOf(folds: readonly Fold[]): RunRecord[] {
  const [linear, first] = makeRecords({ seed: 2, trials: 1 });
  assert.ok(linear && first?.trial);
  const { trial } = first;
  const metrics = (value: number): RunRecord['metrics'] => ({
    'test/accuracy': { value, direction: 'maximize', unit: 'fraction' },
    'test/accuracyLow': { value: 0, direction: 'maximize', unit: 'fraction' },
  });
  return folds.flatMap(({ fold, accuracy, baseline, attempt = 1, failed = false }) => {
    const fingerprint = String(fold).padStart(64, '0');
    const sizes = { train: 400, validation: 0, test: 100 };
    const shared = {
      run: { seed: 7, fold, attempt },
      data: { ...first.data, split: { ...first.data.split, fingerprint, sizes } },
      confusion: null,
    };
    const own: RunRecord = {
      ...first,
      ...shared,
      id: `cv-x-t0-s7-f${fold}-a${attempt}`,
      study: { id: 'cv-x', sampler: 'cv', seed: 7 },
      trial: { ...trial, number: 0, params: {} },
      metrics: failed ? {} : metrics(accuracy),
      objective: { metric: 'validation/loss', direction: 'minimize', value: failed ? null : 0.5 },
      outcome: failed ? { kind: 'failed', error: { name: 'E', message: 'm' } } : { kind: 'finished' },
    };
    if (baseline === undefined) return [own];
    const beside = { ...linear, ...shared, id: `nbsvm-f${fold}`, metrics: metrics(baseline) };
    return [own, beside];
  });
}

describe('compareFolds', () => {
  it('gives mean, deviation and interval over the folds, and pairs them with the baseline’s', () => {
    const folds = [0.8, 0.82, 0.78].map((accuracy, i) => ({
      fold: i + 1,
      accuracy,
      baseline: accuracy - 0.01,
    }));
    const found = compareFolds(runsOf(folds), 'cv-x', 3);
    assert.deepEqual(found.folds, [1, 2, 3]);
    assert.deepEqual(
      found.metrics.map(({ metric }) => metric),
      ['test/accuracy'],
    );
    const [accuracy] = found.metrics;
    assert.deepEqual(accuracy?.values, [0.8, 0.82, 0.78]);
    assert.deepEqual({ ...meanInterval([0.8, 0.82, 0.78]) }.interval, accuracy?.interval);
    const [difference] = found.baseline?.differences ?? [];
    assert.ok(difference && Math.abs(difference.mean - 0.01) < 1e-12);
    assert.equal(difference.beyondNoise, true);
  });

  it('says that a difference with a wide corrected interval is within noise', () => {
    const found = compareFolds(
      runsOf([
        { fold: 1, accuracy: 0.8, baseline: 0.78 },
        { fold: 2, accuracy: 0.8, baseline: 0.79 },
        { fold: 3, accuracy: 0.8, baseline: 0.795 },
      ]),
      'cv-x',
      3,
    );
    const [difference] = found.baseline?.differences ?? [];
    assert.ok(difference?.corrected && difference.interval);
    assert.ok(difference.corrected[0] < difference.interval[0]);
    assert.equal(difference.beyondNoise, false);
  });

  it('counts a fold that was run again once, and leaves out failed ones and other studies', () => {
    const runs = runsOf([
      { fold: 1, accuracy: 0.5, failed: true },
      { fold: 1, accuracy: 0.8, attempt: 2 },
      { fold: 2, accuracy: 0.6, failed: true },
    ]);
    const found = compareFolds(runs, 'cv-x', 2);
    assert.deepEqual([found.folds, found.of, found.baseline], [[1], 2, null]);
    assert.deepEqual(found.runIds, ['cv-x-t0-s7-f1-a2']);
    assert.deepEqual(compareFolds(runs, 'cv-y', 2).metrics, []);
  });
});

describe('correctedInterval', () => {
  it('gives the intervals that SciPy gives', () => {
    for (const { values, ratio, low, high } of golden.rows) {
      const stats = meanInterval(values);
      assert.ok(stats);
      const found = correctedInterval(stats, ratio);
      assert.ok(found && Math.abs(found[0] - low) < 1e-7 && Math.abs(found[1] - high) < 1e-7);
    }
  });

  it('says nothing of a single value', () => {
    assert.equal(correctedInterval({ n: 1, mean: 0.5, sd: null }, 0.25), null);
  });
});

describe('compareRuns over folds', () => {
  it('holds the mean of the folds against the mean of the baseline’s folds, on all examples', () => {
    const { winner, baseline, verdict } = compareRuns(
      runsOf([
        { fold: 1, accuracy: 0.8, baseline: 0.7 },
        { fold: 2, accuracy: 0.6, baseline: 0.5 },
      ]),
      { experiment: 'cv' },
    );
    assert.ok(winner?.heldOut && baseline?.heldOut);
    assert.deepEqual([winner.runs, winner.heldOut.examples], [2, 200]);
    assert.ok(Math.abs(baseline.heldOut.value - 0.6) < 1e-12 && baseline.heldOut.examples === 200);
    assert.match(verdict, /^The mean of 2 folds: .* accuracy 70\.0 % ± 3\.2 on 200 held-out test examples/);
    assert.match(verdict, /On the same folds it is 10\.0 points better than the linear baseline nbsvm/);
  });
});
