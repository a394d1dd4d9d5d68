import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunRecord } from 'sentilab/tracking';
import { digestOf, interner } from '../../viewer/server/index/digest.ts';
import { packRuns } from '../../viewer/server/index/pack-runs.ts';
import { configDiff } from '../../viewer/src/config-diff.ts';
import { brushRows } from '../../viewer/src/data/brush.ts';
import { filterRows } from '../../viewer/src/data/filter.ts';
import { groupRows, spreadOf } from '../../viewer/src/data/group-rows.ts';
import { parseFilter } from '../../viewer/src/data/parse-filter.ts';
import { cellOf, extendStore, runStore, type RunStore } from '../../viewer/src/data/run-store.ts';
import { sortRows } from '../../viewer/src/data/sort-rows.ts';
import { metricDeltas } from '../../viewer/src/metric-deltas.ts';
import { csvOf, shownColumns } from '../../viewer/src/table/shown-columns.ts';
import { makeRecords } from '../support/records.ts';

const runs = makeRecords({ seed: 1 });
const storeOf = (records: readonly RunRecord[]): RunStore => {
  const intern = interner();
  return runStore(packRuns(records.map((record) => digestOf(record, intern))));
};
const store = storeOf(runs);
const all = filterRows(store, '').rows;
const values = (rows: Int32Array, id: string): unknown[] => {
  const column = store.column(id);
  assert.ok(column, id);
  return [...rows].map((row) => cellOf(column, row));
};

describe('run store', () => {
  it('puts swept parameters first, then the objective and the other metrics, then the facts', () => {
    const fixed = runs.map((run): RunRecord =>
      run.trial === null
        ? run
        : { ...run, trial: { ...run.trial, params: { constant: 1, ...run.trial.params } } },
    );
    assert.deepEqual(
      shownColumns(storeOf(fixed), null).map(({ title }) => title),
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

  it('gives back of every record what plots of many runs need', () => {
    runs.forEach((run, row) => {
      const { study, trial, run: place, objective, metrics, outcome, timing } = store.record(row);
      assert.deepEqual([study, place, objective.metric], [run.study, run.run, run.objective.metric]);
      for (const [name, metric] of Object.entries(run.metrics)) assert.deepEqual(metrics[name], metric);
      if (run.study !== null) assert.equal(objective.value, run.objective.value);
      assert.deepEqual(trial?.params, run.trial?.params);
      assert.equal(outcome.kind, run.outcome.kind);
      assert.equal(timing.wallSeconds, run.timing.wallSeconds);
    });
  });

  it('is the same when runs are added later as when all are there at once', () => {
    const intern = interner();
    const digests = runs.map((run) => digestOf(run, intern));
    const grown = extendStore(runStore(packRuns(digests.slice(0, 5))), packRuns(digests.slice(3)));
    assert.equal(grown.size, runs.length);
    for (const run of runs) {
      const [a, b] = [grown.rowOf(run.id), store.rowOf(run.id)];
      assert.ok(a !== undefined && b !== undefined);
      assert.deepEqual(grown.record(a), store.record(b));
    }
  });

  it('shows the last, least and greatest of a curve where that is asked for', () => {
    const run = runs.find(({ epochs }) => epochs.length > 2);
    assert.ok(run);
    const of = (value: 'last' | 'min' | 'max'): unknown => {
      const column = runStore(packRuns([digestOf(run, interner())], value)).column('metric:train/loss');
      return column && cellOf(column, 0);
    };
    const curve = run.epochs.map(({ metrics }) => metrics['train/loss'] ?? NaN);
    assert.equal(of('last'), curve[curve.length - 1]);
    assert.equal(of('min'), Math.min(...curve));
    assert.equal(of('max'), Math.max(...curve));
  });
});

describe('sortRows', () => {
  it('sorts numbers as numbers in both directions, with runs that have none at the end', () => {
    const column = 'metric:validation/loss';
    for (const descending of [false, true]) {
      const found = values(sortRows(store, all, [{ column, descending }]), column);
      const known = found.filter((value): value is number => typeof value === 'number');
      assert.deepEqual(
        known,
        [...known].sort((a, b) => (descending ? b - a : a - b)),
      );
      assert.ok(found.slice(known.length).every((value) => value === undefined));
    }
  });

  it('sorts by several columns, the first one first, and numbers inside text as numbers', () => {
    const rows = sortRows(store, all, [
      { column: 'sampler', descending: true },
      { column: 'run', descending: false },
    ]);
    assert.deepEqual(values(rows, 'sampler').slice(0, 12), Array<string>(12).fill('tpe'));
    assert.deepEqual(
      values(rows, 'run').slice(0, 12),
      Array.from({ length: 12 }, (_, i) => `tpe #${i}`),
    );
  });

  it('ignores a column that there is not', () => {
    assert.deepEqual(sortRows(store, all, [{ column: 'nothing', descending: true }]), all);
  });
});

describe('filterRows', () => {
  const count = (typed: string): number => filterRows(store, typed).rows.length;
  const having = (test: (run: RunRecord) => boolean): number => runs.filter(test).length;

  it('compares numbers, percentages, categories, truth values and two-word columns', () => {
    const good = having(
      (run) => (run.metrics['test/accuracy']?.value ?? 0) >= 0.77 && Number(run.trial?.params['lr']) < 0.004,
    );
    assert.ok(good > 0 && good < 12);
    assert.equal(count('test/accuracy>=77% lr<0.004'), good);
    assert.equal(
      count('pooling=max'),
      having((run) => run.trial?.params['pooling'] === 'max'),
    );
    assert.equal(count('POOLING=MAX'), count('pooling=max'));
    assert.equal(
      count('trainEmbeddings=false'),
      having((run) => run.trial?.params['trainEmbeddings'] === false),
    );
    for (const name of ['proposedby', '"proposed by"'])
      assert.equal(
        count(`${name}=model`),
        having((run) => run.trial?.proposedBy === 'model'),
      );
    assert.equal(
      count('units!=64'),
      having((run) => run.trial?.params['units'] !== 64),
    );
  });

  it('combines conditions by or, not and brackets', () => {
    const one = (run: RunRecord): boolean => run.trial?.params['pooling'] === 'max';
    const two = (run: RunRecord): boolean => run.study?.sampler === 'grid';
    assert.equal(
      count('pooling=max or sampler=grid'),
      having((run) => one(run) || two(run)),
    );
    assert.equal(
      count('not (pooling=max or sampler=grid)'),
      having((run) => !one(run) && !two(run)),
    );
    assert.equal(
      count('pooling=max and not sampler~gri'),
      having((run) => one(run) && !two(run)),
    );
  });

  it('looks for other words in every cell of text, and wants all of them', () => {
    assert.equal(
      count('pruned grid'),
      having((run) => run.outcome.kind === 'pruned' && run.study?.sampler === 'grid'),
    );
    assert.ok(count('nbsvm') >= 1);
    assert.equal(count(''), runs.length);
    assert.equal(count('lr<abc'), 0);
    assert.equal(count('nosuchcolumn<3'), 0);
  });

  it('says what is wrong with an expression that cannot be read, and looks for its words', () => {
    for (const typed of ['(pooling=max', 'lr<', 'pooling=max)', 'or', '< 3'])
      assert.notEqual(filterRows(store, typed).problem, null, typed);
    assert.equal(filterRows(store, 'lr<0.1').problem, null);
  });

  it('makes something of any text and never throws, however deep', () => {
    fc.assert(fc.property(fc.string(), (typed) => void filterRows(store, typed)));
    const words = fc.constantFrom('(', ')', 'not', 'or', 'and', 'lr', '<', '>=', '3', '"', 'a b', '~', ' ');
    fc.assert(fc.property(fc.array(words), (parts) => void filterRows(store, parts.join(''))));
    assert.notEqual(parseFilter('('.repeat(100_000)).problem, null);
    assert.notEqual(parseFilter('not '.repeat(100_000)).problem, null);
  });
});

describe('brushRows', () => {
  it('keeps what lies in every column’s stretch, and in any stretch of one column', () => {
    const rows = brushRows(store, all, [
      { column: 'param:units', from: 60, to: 70 },
      { column: 'param:units', from: 90, to: 100 },
      { column: 'sampler', values: ['tpe'] },
    ]);
    const expected = runs.filter(
      ({ trial, study }) => study?.sampler === 'tpe' && [64, 96].includes(Number(trial?.params['units'])),
    );
    assert.deepEqual(
      [...rows].map((row) => store.ids[row]),
      expected.map(({ id }) => id),
    );
  });
});

describe('groupRows', () => {
  it('gives mean, sample deviation, bounds and number of every group', () => {
    const pooling = store.column('param:pooling');
    const loss = store.column('metric:validation/loss');
    assert.ok(pooling && loss);
    const brush = { column: 'param:pooling', values: ['max', 'max+mean'] };
    const groups = groupRows(brushRows(store, all, [brush]), [pooling]);
    assert.deepEqual(groups.map(({ texts }) => texts[0]).sort(), ['max', 'max+mean']);
    for (const { texts, rows } of groups) {
      const own = runs
        .filter(({ trial }) => trial?.params['pooling'] === texts[0])
        .flatMap(({ metrics }) => metrics['validation/loss']?.value ?? []);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const sd = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1));
      const spread = spreadOf(loss, rows);
      assert.ok(spread);
      assert.equal(spread.n, own.length);
      assert.ok(Math.abs(spread.mean - mean) < 1e-12 && Math.abs(spread.sd - sd) < 1e-12);
      assert.deepEqual([spread.min, spread.max], [Math.min(...own), Math.max(...own)]);
    }
  });
});

describe('csvOf', () => {
  it('quotes what needs it, keeps numbers whole and marks what a spreadsheet would take for a formula', () => {
    const [run] = store.columns;
    assert.ok(run);
    const cells = ['a,b', 'say "x"', '=1+1', 0.1234567890123];
    assert.equal(
      csvOf([run], Int32Array.of(0, 1, 2, 3), (_, row) => cells[row]),
      `run\n"a,b"\n"say ""x"""\n'=1+1\n0.1234567890123\n`,
    );
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
