import assert from 'node:assert/strict';
import type { RunRecord } from 'sentilab/tracking';
import { configDiff } from '../../viewer/src/config-diff.ts';
import { metricDeltas } from '../../viewer/src/metric-deltas.ts';
import { runColumns } from '../../viewer/src/run-columns.ts';
import { matchesFilter, parseFilter } from '../../viewer/src/run-filter.ts';
import { tableModel } from '../../viewer/src/table-model.ts';
import { makeRecords } from '../support/records.ts';

const runs = makeRecords({ seed: 1 });
const columns = runColumns(runs);
const everything = { sort: [], filter: '', sampler: null, outcome: null };

describe('runColumns', () => {
  it('puts swept parameters first, then the objective and the other metrics, then the facts', () => {
    const fixed = runs.map((run): RunRecord =>
      run.trial === null
        ? run
        : { ...run, trial: { ...run.trial, params: { constant: 1, ...run.trial.params } } },
    );
    assert.deepEqual(
      runColumns(fixed).map(({ title }) => title),
      [
        'run',
        'lr',
        'units',
        'dropout',
        'pooling',
        'trainEmbeddings',
        'constant',
        'validation/loss',
        'test/accuracy',
        'validation/accuracy',
        'train/loss',
        'outcome',
        'sampler',
        'proposed by',
        'duration',
        'seed',
        'started',
        'id',
      ],
    );
  });
});

describe('tableModel', () => {
  const model = tableModel(runs, columns);
  const losses = (rows: readonly RunRecord[]) => rows.map(({ metrics }) => metrics['validation/loss']?.value);

  it('sorts numbers as numbers in both directions, with runs that have none at the end', () => {
    for (const descending of [false, true]) {
      const found = losses(
        model.rows({ ...everything, sort: [{ column: 'metric:validation/loss', descending }] }),
      );
      const known = found.filter((value): value is number => value !== undefined);
      assert.deepEqual(
        known,
        [...known].sort((a, b) => (descending ? b - a : a - b)),
      );
      assert.deepEqual(
        found.slice(known.length).every((value) => value === undefined),
        true,
      );
      assert.equal(found.length, runs.length);
    }
  });

  it('sorts trial 10 behind trial 9', () => {
    const names = model
      .rows({ ...everything, sampler: 'grid', sort: [{ column: 'run', descending: false }] })
      .map((run) => run.trial?.number);
    assert.deepEqual(names, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('keeps the order of the records without a sort, and for a column that is not there', () => {
    assert.deepEqual(model.rows(everything), runs);
    assert.deepEqual(
      model.rows({ ...everything, sort: [{ column: 'metric:gone', descending: true }] }),
      runs,
    );
  });

  it('filters by sampler, by outcome and by expression, all together', () => {
    const found = model.rows({
      ...everything,
      sampler: 'tpe',
      outcome: 'finished',
      filter: 'test/accuracy>=77% lr<0.004',
    });
    const expected = runs.filter(
      (run) =>
        run.study?.sampler === 'tpe' &&
        run.outcome.kind === 'finished' &&
        (run.metrics['test/accuracy']?.value ?? 0) >= 0.77 &&
        Number(run.trial?.params['lr']) < 0.004,
    );
    assert.ok(expected.length > 0 && expected.length < 12);
    assert.deepEqual(found, expected);
  });

  it('forgets a filter that was taken away', () => {
    model.rows({ ...everything, filter: 'no such thing' });
    assert.equal(model.rows(everything).length, runs.length);
  });
});

describe('parseFilter', () => {
  const count = (typed: string): number =>
    runs.filter((run) => matchesFilter(run, parseFilter(typed, columns), columns)).length;
  const having = (test: (run: RunRecord) => boolean): number => runs.filter(test).length;

  it('compares categories, truth values and two-word columns', () => {
    assert.equal(
      count('pooling=max'),
      having((run) => run.trial?.params['pooling'] === 'max'),
    );
    assert.equal(count('POOLING=MAX'), count('pooling=max'));
    assert.equal(
      count('trainEmbeddings=false'),
      having((run) => run.trial?.params['trainEmbeddings'] === false),
    );
    assert.equal(
      count('proposedby=model'),
      having((run) => run.trial?.proposedBy === 'model'),
    );
    assert.equal(
      count('units!=64'),
      having((run) => run.trial?.params['units'] !== 64),
    );
  });

  it('looks for other words in every cell, and wants all of them', () => {
    assert.equal(
      count('pruned grid'),
      having((run) => run.outcome.kind === 'pruned' && run.study?.sampler === 'grid'),
    );
    assert.equal(count('nbsvm'), 1);
    assert.equal(count(''), runs.length);
    assert.equal(count('lr<abc'), 0);
    assert.equal(count('nosuchcolumn<3'), 0);
  });
});

describe('configDiff', () => {
  it('marks the settings that differ, by their path, and nothing else', () => {
    const [, a, b] = runs;
    assert.ok(a && b);
    const rows = configDiff([a, b]);
    const differing = rows.filter(({ differs }) => differs).map(({ path }) => path);
    for (const path of differing) assert.match(path, /^(model|training)\./);
    assert.ok(differing.includes('training.learningRate'));
    assert.ok(rows.some(({ path, differs }) => path === 'environment.tensorflow' && !differs));
    assert.equal(
      configDiff([a, a]).some(({ differs }) => differs),
      false,
    );
  });

  it('shows a setting that only one run has', () => {
    const [, a] = runs;
    assert.ok(a);
    const row = configDiff([a, { ...a, config: { ...a.config, extra: { list: [1, 2], none: {} } } }]).find(
      ({ path }) => path === 'extra.list',
    );
    assert.deepEqual(row, { path: 'extra.list', values: [null, '[1,2]'], differs: true });
  });
});

describe('metricDeltas', () => {
  const [, a] = runs;
  assert.ok(a);
  const run = (accuracy: number, loss: number, n = 1000): RunRecord => ({
    ...a,
    confusion: null,
    data: { ...a.data, split: { ...a.data.split, sizes: { train: 1, validation: 1, test: n } } },
    metrics: {
      'test/accuracy': { value: accuracy, direction: 'maximize', unit: 'fraction' },
      'train/loss': { value: loss, direction: 'minimize', unit: 'nats' },
    },
  });

  it('gives the distance to the first run, in points for fractions, with its direction in words', () => {
    const [accuracy, loss] = metricDeltas([run(0.78, 0.5), run(0.8, 0.4), run(0.76, 0.5)]);
    assert.deepEqual(
      accuracy?.cells.map(({ delta, verdict }) => [delta, verdict]),
      [
        [null, null],
        ['+2.0 points', 'better'],
        ['−2.0 points', 'worse'],
      ],
    );
    assert.deepEqual(
      loss?.cells.map(({ delta, verdict }) => [delta, verdict]),
      [
        [null, null],
        ['−0.1', 'better'],
        ['±0', 'equal'],
      ],
    );
  });

  it('says of held-out accuracy alone whether a difference is more than noise', () => {
    const few = metricDeltas([run(0.78, 0.5), run(0.8, 0.4)]);
    assert.deepEqual(
      few.map(({ cells }) => cells[1]?.beyondNoise),
      [false, null],
    );
    const many = metricDeltas([run(0.78, 0.5, 20000), run(0.8, 0.4, 20000)]);
    assert.equal(many[0]?.cells[1]?.beyondNoise, true);
  });

  it('leaves a hole where a run has no such metric', () => {
    const rows = metricDeltas([run(0.78, 0.5), { ...a, metrics: {} }]);
    assert.deepEqual(rows[0]?.cells[1], { text: null, delta: null, verdict: null, beyondNoise: null });
  });
});
