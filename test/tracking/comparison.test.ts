import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareRuns, comparisonSchema, marginOf, type RunRecord } from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

interface Spec {
  readonly sampler: string;
  readonly value: number | null;
  readonly accuracy?: number;
  readonly state?: 'finished' | 'pruned' | 'failed';
}

/** Records with chosen values; everything else as a real sweep leaves it. */
function runsOf(
  specs: readonly Spec[],
  baselineAccuracy: number | null = null,
  examples = 1000,
): RunRecord[] {
  const counts = new Map<string, number>();
  const [baseline, first] = makeRecords({ seed: 2, trials: 1 });
  assert.ok(baseline && first);
  const accuracyMetric = (value: number): RunRecord['metrics'] => ({
    'test/accuracy': { value, direction: 'maximize', unit: 'fraction' },
  });
  const data = {
    ...first.data,
    split: { ...first.data.split, sizes: { train: 1, validation: 1, test: examples } },
  };
  const runs = specs.map(({ sampler, value, accuracy, state = 'finished' }): RunRecord => {
    const number = counts.get(sampler) ?? 0;
    counts.set(sampler, number + 1);
    assert.ok(first.trial);
    return {
      ...first,
      id: `${sampler}-t${number}`,
      study: { id: `study-${sampler}`, sampler, seed: 1 },
      trial: { ...first.trial, number },
      objective: { metric: 'validation/loss', direction: 'minimize', value },
      outcome:
        state === 'finished'
          ? { kind: state }
          : state === 'pruned'
            ? { kind: state, atEpoch: 1, reason: 'r' }
            : { kind: state, error: { name: 'E', message: 'm' } },
      metrics: accuracy === undefined ? {} : accuracyMetric(accuracy),
      confusion: null,
      data,
    };
  });
  if (baselineAccuracy !== null)
    runs.push({ ...baseline, metrics: accuracyMetric(baselineAccuracy), confusion: null, data });
  return runs;
}

const compare = (runs: readonly RunRecord[]) => compareRuns(runs, { experiment: 'quick' });

describe('compareRuns', () => {
  it('names the sampler with the best objective as the winner, with its run and held-out accuracy', () => {
    const { winner, objective } = compare(
      runsOf([
        { sampler: 'grid', value: 0.5, accuracy: 0.8 },
        { sampler: 'tpe', value: 0.6, accuracy: 0.7 },
        { sampler: 'tpe', value: 0.4, accuracy: 0.79 },
      ]),
    );
    assert.deepEqual(objective, { metric: 'validation/loss', direction: 'minimize' });
    assert.equal(winner?.sampler, 'tpe');
    assert.equal(winner?.runId, 'tpe-t1');
    assert.equal(winner?.testAccuracy, 0.79);
  });

  it('lets a pruned trial never win, however low its value, and counts it', () => {
    const { winner, samplers } = compare(
      runsOf([
        { sampler: 'tpe', value: 0.1, state: 'pruned' },
        { sampler: 'tpe', value: 0.4, accuracy: 0.79 },
        { sampler: 'tpe', value: null, state: 'failed' },
      ]),
    );
    assert.equal(winner?.value, 0.4);
    assert.deepEqual(samplers[0]?.trials, { finished: 1, pruned: 1, failed: 1 });
    assert.deepEqual(
      samplers[0]?.bestSoFar.map(({ best }) => best),
      [null, 0.4, 0.4],
    );
  });

  it('takes the larger value when the objective is to be maximised', () => {
    const runs = runsOf([
      { sampler: 'a', value: 0.7 },
      { sampler: 'b', value: 0.9 },
    ]).map((run): RunRecord => ({ ...run, objective: { ...run.objective, direction: 'maximize' } }));
    assert.equal(compare(runs).winner?.sampler, 'b');
  });

  it('leaves studies out that are not asked for', () => {
    const runs = runsOf([
      { sampler: 'old', value: 0.1 },
      { sampler: 'new', value: 0.3 },
    ]);
    const { samplers, winner } = compareRuns(runs, { experiment: 'quick', studies: ['study-new'] });
    assert.deepEqual(
      samplers.map(({ sampler }) => sampler),
      ['new'],
    );
    assert.equal(winner?.sampler, 'new');
  });

  it('calls two points within noise on 1,000 examples and more than noise on 20,000', () => {
    const specs = [
      { sampler: 'grid', value: 0.5, accuracy: 0.78 },
      { sampler: 'tpe', value: 0.4, accuracy: 0.8 },
    ];
    const few = compare(runsOf(specs, 0.78, 1000));
    assert.deepEqual(
      few.margins.map(({ beyondNoise }) => beyondNoise),
      [false, false],
    );
    assert.match(
      few.verdict,
      /2\.0 points above the best of grid; the standard error of such a difference is 1\.8 points, so it is within noise/,
    );
    assert.match(
      few.verdict,
      /Against the linear baseline nbsvm the winner is 2\.0 ± 1\.8 points better, which is within noise/,
    );
    const many = compare(runsOf(specs, 0.78, 20000));
    assert.deepEqual(
      many.margins.map(({ beyondNoise }) => beyondNoise),
      [true, true],
    );
    assert.match(many.verdict, /so it is more than noise/);
  });

  it('sets the baseline of other data, or of another split, beside nothing', () => {
    const runs = runsOf([{ sampler: 'tpe', value: 0.4, accuracy: 0.8 }], 0.78);
    const [search, linear] = runs;
    assert.ok(search && linear);
    assert.equal(compare(runs).baseline?.runId, linear.id);
    const otherData: RunRecord = {
      ...linear,
      id: 'b',
      data: { ...linear.data, fingerprint: 'e'.repeat(64) },
    };
    const otherSplit: RunRecord = {
      ...linear,
      id: 'c',
      data: { ...linear.data, split: { ...linear.data.split, fingerprint: 'e'.repeat(64) } },
    };
    assert.equal(compare([search, otherData, otherSplit]).baseline, null);
    assert.equal(compare([linear, search, otherData, otherSplit]).baseline?.runId, linear.id);
  });

  it('says so when the winner by the objective is behind on held-out examples', () => {
    const { verdict } = compare(
      runsOf([
        { sampler: 'grid', value: 0.5, accuracy: 0.8 },
        { sampler: 'tpe', value: 0.4, accuracy: 0.79 },
      ]),
    );
    assert.match(verdict, /^tpe found the best configuration/);
    assert.match(verdict, /1\.0 points below the best of grid/);
    assert.match(verdict, /Each sampler searched once/);
    assert.match(verdict, /There is no linear baseline beside it/);
  });

  it('gives the standard error of a difference of two fractions as statisticians do', () => {
    // sqrt(.8*.2/400 + .75*.25/400) = 0.029474…
    const at = (value: number) => ({
      metric: 'test/accuracy',
      value,
      examples: 400,
      standardError: Math.sqrt((value * (1 - value)) / 400),
    });
    const margin = marginOf(at(0.8), at(0.75));
    assert.ok(Math.abs((margin?.standardError ?? 0) - 0.0294745) < 1e-6);
    assert.equal(margin?.beyondNoise, false); // 1.70 standard errors
  });

  it('speaks plainly when nothing has finished and when nothing was recorded', () => {
    assert.equal(compare([]).verdict, 'No run has been recorded yet.');
    const unfinished = compare(runsOf([{ sampler: 'tpe', value: null, state: 'failed' }]));
    assert.equal(unfinished.winner, null);
    assert.match(unfinished.verdict, /^No trial has finished yet: 0 pruned and 1 failed/);
  });

  it('finds the model folder of the winner', () => {
    const runs = runsOf([{ sampler: 'tpe', value: 0.4 }]).map((run): RunRecord => ({
      ...run,
      artifacts: [
        {
          name: 'model',
          kind: 'model',
          path: 'artifacts/tpe-t0/model/model.json',
          bytes: 1,
          sha256: 'a'.repeat(64),
        },
      ],
    }));
    assert.equal(compare(runs).winner?.model, 'artifacts/tpe-t0/model');
  });

  it('is valid by its own schema and the same for the same records, for any sweep', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 0, max: 8 }),
        fc.subarray(['grid', 'random', 'tpe']),
        fc.boolean(),
        (seed, trials, samplers, baseline) => {
          const records = makeRecords({ seed, trials, samplers, baseline });
          const comparison = compare(records);
          assert.deepEqual(comparisonSchema.parse(comparison), comparison);
          assert.deepEqual(compare(makeRecords({ seed, trials, samplers, baseline })), comparison);
          for (const { best, bestSoFar } of comparison.samplers)
            assert.equal(bestSoFar[bestSoFar.length - 1]?.best ?? null, best?.value ?? null);
        },
      ),
      { numRuns: 40 },
    );
  });
});
