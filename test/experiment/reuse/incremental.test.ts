import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { defineExperiment, type SweepEvent } from 'sentilab/experiment';
import { planSweep, runExperiment, type SweepEffects } from 'sentilab/experiment/node';
import { categorical, ordered, space } from 'sentilab/tuning';
import { reachedCode } from '../../../lib/experiment/reuse/reached-code.ts';
import { copyOfSources } from '../../copy-of-sources.ts';
import { countingSweep } from '../counting-sweep.ts';

const define = (rates: readonly number[], units: readonly number[], seed = 1) =>
  defineExperiment({
    name: 'widened',
    title: 'A grid that grows',
    config: {
      data: { source: { kind: 'synthetic', examples: 400 }, split: { seed: 1 } },
      text: { maxLength: 8 },
      embedding: { kind: 'random', dimensions: 4 },
      model: { kind: 'bilstm', units: 2 },
      training: { epochs: 2, batchSize: 200 },
    },
    space: space({ lr: ordered(rates), units: categorical(units) }),
    bind: { lr: 'training.learningRate', units: 'model.units' },
    samplers: [{ kind: 'grid' }],
    pruner: { kind: 'none' },
    trials: rates.length * units.length,
    seed,
  });

describe('a sweep run again', function () {
  this.timeout(180_000);
  const sources = copyOfSources();
  const { results, trained, effects: counted, remove } = countingSweep('again');
  const effects = (): SweepEffects & { readonly events: SweepEvent[] } => {
    const events: SweepEvent[] = [];
    return {
      ...counted({ code: () => reachedCode(sources), onEvent: (event) => events.push(event) }),
      events,
    };
  };
  const sweep = async (definition: ReturnType<typeof define>) => {
    trained.length = 0;
    const plan = await planSweep(definition, effects());
    const world = effects();
    const outcome = await runExperiment(definition, world);
    const messages = world.events.flatMap((event) => (event.kind === 'message' ? [event.text] : []));
    console.log(`      trained ${trained.length}, found again ${outcome.trialsReused}`);
    return { plan, outcome, messages, trained: trained.length };
  };
  const runs = () => results.readRuns('widened').runs.filter(({ study }) => study !== null);
  after(() => {
    fs.rmSync(sources, { recursive: true, force: true });
    remove();
  });

  it('trains every trial the first time, and --why says so beforehand', async () => {
    const { plan, outcome, trained } = await sweep(define([0.01, 0.1], [2, 3]));
    assert.equal(trained, 4);
    assert.deepEqual([outcome.trialsRun, outcome.trialsReused], [4, 0]);
    assert.deepEqual(
      plan.studies.map(({ state, done, toRun, foundAgain }) => ({ state, done, toRun, foundAgain })),
      [{ state: 'new', done: 0, toRun: 4, foundAgain: 0 }],
    );
    assert.deepEqual(plan.changes, []);
  });

  it('trains 0 trials after a plot was edited', async () => {
    fs.appendFileSync(path.join(sources, 'lib/plots/index.ts'), '\nexport const edited = 1;\n');
    const { plan, outcome, trained } = await sweep(define([0.01, 0.1], [2, 3]));
    assert.equal(trained, 0);
    assert.deepEqual([outcome.trialsRun, outcome.trialsReused], [0, 0]);
    assert.equal(plan.studies[0]?.state, 'goes on');
    assert.equal(plan.studies[0].done, 4);
    assert.equal(plan.studies[0].toRun, 0);
  });

  it('trains only the new trials of a widened space; the others name the run that they come from', async () => {
    const earlier = runs();
    const { plan, outcome, trained, messages } = await sweep(define([0.01, 0.1], [2, 3, 4]));
    assert.equal(trained, 2);
    assert.deepEqual([outcome.trialsRun, outcome.trialsReused], [2, 4]);
    assert.equal(plan.studies[0]?.toRun, 2);
    assert.equal(plan.studies[0].foundAgain, 4);
    assert.match(plan.changes.join('\n'), /space\.parameters\.units\.choices\[2\]: new, 4/);
    assert.match(
      messages.join('\n'),
      /widened has changed since the last sweep \(space.*grid starts a new study/,
    );
    const reused = runs().filter(({ reusedFrom }) => reusedFrom !== undefined);
    assert.equal(reused.length, 4);
    for (const record of reused) {
      const origin = earlier.find(({ id }) => id === record.reusedFrom);
      assert.deepEqual(record.config, origin?.config);
      assert.equal(record.run.seed, origin?.run.seed);
      assert.equal(record.weightsSha256, origin?.weightsSha256);
      assert.deepEqual(record.metrics, origin?.metrics);
    }
    assert.equal(outcome.comparison?.samplers[0]?.trials.finished, 6);
  });

  it('trains everything for another seed, and nothing for the old one again', async () => {
    assert.equal((await sweep(define([0.01, 0.1], [2], 2))).trained, 2);
    assert.equal((await sweep(define([0.01, 0.1], [2, 3, 4]))).trained, 0);
  });

  it('forks the study with a message when a source that trains differs, names the file, and goes back with it', async () => {
    const file = path.join(sources, 'lib/models/layers/dropout.ts');
    const before = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, before.replace('rng === null', 'rng === null || rate === 0'));
    const definition = define([0.01], [2, 3]);
    const first = await sweep(definition);
    assert.equal(first.trained, 2);
    const ids = results
      .readExperiment('widened')
      ?.studies.filter(({ current }) => current)
      .map(({ id }) => id);
    fs.writeFileSync(file, before);
    const back = await sweep(definition);
    assert.deepEqual(back.plan.changes, ['lib/models/layers/dropout.ts: changed']);
    assert.match(
      back.messages.join('\n'),
      /\(lib\/models\/layers\/dropout\.ts: changed\): grid starts a new study/,
    );
    assert.equal(back.trained, 0); // the same trials were in the first sweep
    assert.equal(back.outcome.trialsReused, 2);
    const fork = results.readExperiment('widened')?.studies.find(({ current }) => current)?.id ?? '';
    assert.ok(fork.startsWith(`${ids?.[0]}-c`), fork);
  });
});
