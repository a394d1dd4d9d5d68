import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from 'sentilab/errors';
import { listDefinitions } from 'sentilab/experiment/node';
import { ExperimentResults, compare, plots } from 'sentilab/notebook';
import { results, toFrame } from 'sentilab/notebook/node';
import { openResults, type Results } from 'sentilab/tracking/node';
import { Study, createSampler, float, optimize, space } from 'sentilab/tuning';
import { experimentTypes } from '../../../bin/init/experiment-types.ts';
import { temporaryFolder } from '../../data/mini-archive.ts';
import { makeExperiment, makeRecords } from '../../support/records.ts';

/** What a cell's last value answers when the notebook asks how to show it. */
function shown(value: object): Readonly<Record<string, unknown>> {
  const display = Reflect.get(value, Symbol.for('Jupyter.display')) as () => Readonly<Record<string, unknown>>;
  return display.call(value);
}

describe('results', function () {
  this.timeout(60_000); // danfojs takes seconds to load
  const runs = makeRecords({ seed: 3 });
  let store: Results;

  before(() => {
    store = openResults(path.join(temporaryFolder(), 'results'));
    store.writeExperiment(makeExperiment({ seed: 3 }));
    for (const run of runs) store.writeRun(run);
  });

  it('hold every trial, and as the best the one that wins the comparison', () => {
    const quick = results('quick', store);
    assert.equal(quick.trials.length, 36);
    const values = quick.trials.flatMap(({ state, value }) => (state === 'finished' && value !== null ? [value] : []));
    assert.equal(quick.best.value, Math.min(...values));
    assert.equal(quick.best.number, quick.comparison.winner?.trial);
    assert.equal(typeof quick.best.params.lr, 'number');
    assert.equal(quick.best.metrics['test/accuracy'], quick.best.runs[0]?.metrics['test/accuracy']?.value);
    assert.equal(quick.verdict, store.read('quick').comparison?.verdict);
    assert.equal(quick.folder, path.join(store.root, 'quick'));
  });

  it('leave out older studies: their definition or data was another', () => {
    const experiment = makeExperiment({ seed: 3 });
    const studies = experiment.studies.map((study) => ({ ...study, current: study.sampler !== 'grid' }));
    const read = { name: 'quick', folder: '/r/quick', experiment: { ...experiment, studies }, runs };
    const trials = new ExperimentResults(read).trials;
    assert.deepEqual([...new Set(trials.map(({ sampler }) => sampler))], ['random', 'tpe']);
  });

  it('name the nearest experiment that has some, and the command that makes some', () => {
    assert.throws(() => results('quikc', store), /Did you mean "quick"/);
    const none = openResults(path.join(temporaryFolder(), 'none'));
    assert.throws(() => results('text', none), /npm run sweep -- text/);
  });

  it('say that nothing has finished instead of a best trial that is none', () => {
    const read = { name: 'quick', folder: '/r/quick', experiment: null, runs: [] };
    assert.throws(() => new ExperimentResults(read).best, UserError);
    assert.throws(() => new ExperimentResults(read).modelFolder, UserError);
  });

  it('show their best trials in a cell, the best on top', () => {
    const quick = results('quick', store);
    const [columns, first] = String(shown(quick)['text/plain']).split('\n');
    assert.ok(columns?.startsWith('sampler\ttrial\tvalue\tlr\tunits'), columns);
    assert.ok(columns?.includes('test/accuracy') && !columns.includes('test/f1'), columns);
    const { sampler, number, value } = quick.best;
    assert.ok(first?.startsWith(`${sampler}\t${number}\t${value}\t`), first);
  });

  it('become a frame: a line per trial, a column per parameter and metric under its own name, numbers with NaN', async () => {
    const quick = results('quick', store);
    const df = await toFrame(quick);
    assert.deepEqual(df.columns.slice(0, 5), ['sampler', 'trial', 'state', 'value', 'lr']);
    assert.ok(df.columns.includes('test/accuracy') && df.columns.includes('cpuSeconds'));
    assert.deepEqual(df.shape, [36, df.columns.length]);
    assert.deepEqual(
      df.column('lr').values,
      quick.trials.map(({ params }) => params.lr),
    );
    assert.equal(df.column('test/accuracy').dtype, 'float32');
    const pruned = quick.trials.findIndex(({ state }) => state === 'pruned');
    assert.ok(pruned >= 0 && Number.isNaN(df.column('test/accuracy').values[pruned]));
    assert.equal(df.column('value').min(), quick.best.value);
  });

  it('become a frame of runs, with the baseline, or of epochs: the curves', async () => {
    const quick = results('quick', store);
    const byRun = await toFrame(quick, { of: 'runs' });
    assert.equal(byRun.shape[0], 1 + quick.trials.flatMap((trial) => trial.runs).length);
    const byEpoch = await toFrame(quick, { of: 'epochs' });
    const [run] = quick.best.runs;
    const ids = byEpoch.column('run').values as string[];
    const losses = byEpoch.column('validation/loss').values as number[];
    assert.deepEqual(
      losses.filter((_, line) => ids[line] === run?.id),
      run?.epochs.map(({ metrics }) => metrics['validation/loss']),
    );
  });

  it('are compared, and a trial with a trial: the verdict of npm run compare', () => {
    const quick = results('quick', store);
    const [worst] = quick.trials
      .filter(({ state }) => state === 'finished')
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    assert.ok(worst);
    const found = compare(worst, quick);
    const loss = found.differences.find(({ metric }) => metric === 'validation/loss');
    assert.ok(loss && loss.difference < 0 && loss.a.mean === worst.value && loss.b.mean === quick.best.value);
    assert.match(found.text, new RegExp(`^A ${worst.sampler} #${worst.number}: 1 finished run\nB quick \\(best\\)`));
    assert.equal(shown(found)['text/markdown'], found.markdown);
    const chosen = compare(worst, quick, { metrics: ['test/accuracy', 'validation/loss'] });
    assert.deepEqual(
      chosen.differences.map(({ metric }) => metric),
      ['test/accuracy', 'validation/loss'],
    );
    assert.throws(() => compare(worst, quick, { metrics: ['test/acuracy'] }), /Did you mean "test\/accuracy"/);
    assert.throws(() => compare([], quick), /compare\.a/);
  });

  it('have plots by the names one would guess, and say so where there is nothing to draw', () => {
    const quick = results('quick', store);
    const history = plots.history(quick);
    assert.deepEqual(
      [...new Set(history.data.map((trace) => Reflect.get(trace, 'name') as string))].slice(0, 3),
      ['grid', 'random', 'tpe'],
    );
    assert.equal(plots.learningCurves(quick).data.length > 36, true);
    assert.equal(Reflect.get(plots.parallelCoordinates(quick).data[0] ?? {}, 'type'), 'parcoords');
    assert.deepEqual(plots.confusionMatrix(quick).data, plots.confusionMatrix(quick.best).data);
    assert.throws(() => plots.groups(quick), /plots\.groups/);
    assert.throws(() => plots.importance(new ExperimentResults({ name: 'n', folder: '', experiment: null, runs: [] })), /eight/);
    assert.deepEqual(shown(history), { 'text/plain': '[plot]' });
  });

  it('plots of the search are those of the viewer, for results and for studies', async () => {
    const quick = results('quick', store);
    const { history: _drawn, importance: _few, groups: _none, ...rest } = plots;
    const drawn = { ...rest, contour: () => plots.contour(quick, 'lr', 'units'), rank: () => plots.rank(quick, 'lr', 'units') };
    const figures = { ...drawn, pareto: () => plots.pareto(quick, 'validation/loss', 'test/accuracy') };
    for (const [name, draw] of Object.entries(figures)) assert.ok(draw(quick).data.length > 0, name);
    assert.throws(() => plots.pareto(quick, 'validation/loss', 'test/acuracy'), /Did you mean "test\/accuracy"/);
    const x = space({ x: float(-1, 1) });
    const study = new Study({ space: x, sampler: createSampler({ kind: 'sobol' }, x, 1), direction: 'minimize' });
    await optimize(study, (params) => params.x ** 2, { trials: 8 });
    const [points] = plots.slice(study).data;
    assert.equal((Reflect.get(points ?? {}, 'x') as readonly number[]).length, 8);
    assert.equal(plots.edf({ sobol: study }).data.length, 1);
    assert.throws(() => plots.intermediateValues(study), /must report/);
  });

  it('plots also take a study of a loop of one’s own: its best so far, and what mattered', async () => {
    const square = space({ x: float(-1, 1), y: float(-1, 1) });
    const study = new Study({
      space: square,
      sampler: createSampler({ kind: 'random' }, square, 1),
      direction: 'minimize',
    });
    await optimize(study, ({ x, y }) => x * x + 0.001 * y, { trials: 40 });
    const [, line] = plots.history({ 'by chance': study }).data;
    const best = Reflect.get(line ?? {}, 'y') as readonly number[];
    assert.equal(best.at(-1), study.best?.value);
    assert.equal(Reflect.get(line ?? {}, 'name'), 'by chance');
    const [bars] = plots.importance(study).data;
    assert.deepEqual((Reflect.get(bars ?? {}, 'y') as readonly string[])[0], 'x');
  });
});

describe('experiments known by name', () => {
  it('are those in experiments/, each under its own name', () => {
    const file = path.resolve(import.meta.dirname, '../../../types/experiments.d.ts');
    const known = experimentTypes(listDefinitions());
    assert.equal(fs.readFileSync(file, 'utf8'), known, 'npm run notebook and npm run init bring it up to date');
  });
});
