import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { withOverrides, type SweepEvent } from 'sentilab/experiment';
import { createTrialHandler, reproduceRun, runExperiment } from 'sentilab/experiment/node';
import { loadBackend } from 'sentilab/runtime/node';
import { runRecordJsonSchema } from 'sentilab/tracking';
import { openResults } from 'sentilab/tracking/node';
import { InProcessExecutor } from 'sentilab/tuning';
import tiny from '../fixtures/experiments/tiny.ts';

const resultsIn = (): ReturnType<typeof openResults> =>
  openResults(fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-sweep-')));

type Options = Parameters<typeof runExperiment>[1];
const listening = (
  results: ReturnType<typeof openResults>,
  more: Options = {},
): { readonly events: SweepEvent[]; readonly options: Options } => {
  const events: SweepEvent[] = [];
  const executor = new InProcessExecutor(createTrialHandler(() => loadBackend()));
  return { events, options: { results, executor, onEvent: (event) => events.push(event), ...more } };
};
const messages = (events: readonly SweepEvent[]): string[] =>
  events.flatMap((event) => (event.kind === 'message' ? [event.text] : []));

describe('runExperiment', function () {
  this.timeout(180_000);
  const results = resultsIn();
  const small = withOverrides(tiny, { trials: 3 });

  it('leaves a valid record per trial, the linear baseline, a comparison and a self-contained report', async () => {
    const { options, events } = listening(results);
    const outcome = await runExperiment(small, options);
    assert.equal(outcome.state, 'finished');
    assert.equal(outcome.trialsRun, 9);
    const { runs, problems } = results.readRuns('tiny');
    assert.deepEqual(problems, []);
    assert.equal(runs.length, 10);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(runRecordJsonSchema());
    for (const run of runs) assert.ok(validate(run), JSON.stringify(validate.errors));
    for (const { outcome: ending } of runs)
      assert.ok(ending.kind !== 'pruned' || ending.atEpoch < 3, 'pruned at its end');
    const { comparison } = outcome;
    assert.ok(comparison?.winner && comparison.baseline);
    assert.deepEqual(
      comparison.samplers.map(({ sampler }) => sampler),
      ['grid', 'random', 'tpe'],
    );
    assert.ok(comparison.samplers.find(({ sampler }) => sampler === 'tpe')?.proposedByModel === 1);
    assert.ok(
      fs.existsSync(path.join(results.paths('tiny').folder, comparison.winner.model ?? 'none', 'model.json')),
    );
    const html = fs.readFileSync(results.paths('tiny').reportFile, 'utf8');
    assert.doesNotMatch(html.replaceAll(/<script[\s\S]*?<\/script>/g, ''), /(src|href)="https?:/);
    assert.ok(events.some(({ kind }) => kind === 'epoch'));
    assert.ok((comparison.baseline.metrics['test/accuracy']?.value ?? 0) > 0.7);
  });

  it('does nothing but tell the result when everything is done', async () => {
    const { options, events } = listening(results);
    const outcome = await runExperiment(small, options);
    assert.equal(outcome.trialsRun, 0);
    assert.equal(events.filter(({ kind }) => kind === 'trial-started').length, 0);
    assert.notEqual(outcome.comparison?.winner, null);
  });

  it('extends a study when it is given more trials, and keeps the earlier ones', async () => {
    const before = results.readRuns('tiny').runs.map(({ id }) => id);
    const { options } = listening(results);
    const outcome = await runExperiment(withOverrides(tiny, { trials: 4, samplers: ['random'] }), options);
    assert.equal(outcome.trialsRun, 1);
    const after = results.readRuns('tiny').runs.map(({ id }) => id);
    assert.deepEqual(
      before.filter((id) => !after.includes(id)),
      [],
    );
  });

  it('starts a new study beside the old one when the definition changed, and says what changed', async () => {
    const { options, events } = listening(results);
    const changed = {
      ...small,
      samplers: small.samplers.slice(1, 2),
      trials: 1,
      config: { ...small.config, text: { ...small.config.text, maxLength: 8 } },
    };
    await runExperiment(changed, options);
    assert.match(
      messages(events).join('\n'),
      /tiny has changed since the last sweep \(config.*random starts a new study/,
    );
    assert.equal(
      results.readExperiment('tiny')?.studies.filter(({ sampler }) => sampler === 'random').length,
      2,
    );
  });

  it('trains a recorded run again to the same bits in another process', async () => {
    const run = results
      .readRuns('tiny')
      .runs.find(({ outcome, study }) => outcome.kind === 'finished' && study !== null);
    assert.ok(run);
    const repeated = await reproduceRun(run.id, { results });
    // The record was made with this process's threads; the other process gets as many.
    assert.deepEqual(repeated.difference, null);
    assert.equal(repeated.identical, true);
  });

  it('goes on after an abort with exactly the results of a sweep that was never stopped', async () => {
    const reference = resultsIn();
    const interrupted = resultsIn();
    const definition = withOverrides(tiny, { trials: 4, samplers: ['tpe'] });
    await runExperiment(definition, listening(reference).options);
    const stop = new AbortController();
    const first = listening(interrupted, { signal: stop.signal });
    const { onEvent } = first.options ?? {};
    const outcome = await runExperiment(definition, {
      ...first.options,
      onEvent: (event) => {
        onEvent?.(event);
        if (event.kind === 'epoch' && event.number === 2) stop.abort();
      },
    });
    assert.equal(outcome.state, 'aborted');
    await runExperiment(definition, listening(interrupted).options);
    const essence = (from: typeof reference): unknown =>
      from
        .readRuns('tiny')
        .runs.filter(({ study }) => study !== null)
        .map(({ trial, objective, weightsSha256 }) => ({
          trial: trial?.number,
          params: trial?.params,
          objective,
          weightsSha256,
        }))
        .sort((a, b) => (a.trial ?? 0) - (b.trial ?? 0));
    assert.deepEqual(essence(interrupted), essence(reference));
  });

  it('tells a trial from its record when the coordinator died between record and journal line', async () => {
    const folder = resultsIn();
    const definition = withOverrides(tiny, { trials: 2, samplers: ['random'] });
    await runExperiment(definition, listening(folder).options);
    const study = folder.readExperiment('tiny')?.studies[0]?.id ?? '';
    const journal = folder.paths('tiny').journalFile(study);
    const lines = fs.readFileSync(journal, 'utf8').trimEnd().split('\n');
    assert.match(lines.at(-1) ?? '', /"told"/);
    fs.writeFileSync(journal, `${lines.slice(0, -1).join('\n')}\n`);
    const { options, events } = listening(folder);
    const outcome = await runExperiment(definition, options);
    assert.match(
      messages(events).join('\n'),
      /Took over .*-t1-.*finished, but not yet written into the journal/,
    );
    assert.equal(events.filter(({ kind }) => kind === 'trial-started').length, 0);
    assert.equal(outcome.comparison?.samplers[0]?.trials.finished, 2);
  });

  it('refuses to run an experiment that another process is running', async () => {
    const folder = resultsIn();
    const { folder: target } = folder.paths('tiny');
    fs.mkdirSync(target, { recursive: true });
    const { acquireLock } = await import('sentilab/files/node');
    const lock = acquireLock(path.join(target, '.lock'));
    assert.ok('release' in lock);
    await assert.rejects(
      runExperiment(small, listening(folder).options),
      /Another process \(pid \d+\) is running this experiment/,
    );
    lock.release();
  });

  it('refuses results of a newer version, and writes a damaged experiment.json anew', async () => {
    const folder = resultsIn();
    const { experimentFile } = folder.paths('tiny');
    fs.mkdirSync(path.dirname(experimentFile), { recursive: true });
    const newer = JSON.stringify({ schemaVersion: 99, name: 'tiny' });
    fs.writeFileSync(experimentFile, newer);
    const definition = withOverrides(tiny, { trials: 1, samplers: ['random'] });
    await assert.rejects(
      runExperiment(definition, listening(folder).options),
      /experiment\.json: .*newer version of sentilab.*Update sentilab/,
    );
    assert.equal(fs.readFileSync(experimentFile, 'utf8'), newer);
    fs.writeFileSync(experimentFile, '{"schemaVersion": 1, "na');
    const { options, events } = listening(folder);
    await runExperiment(definition, options);
    assert.match(messages(events).join('\n'), /experiment\.json is not valid JSON.*written anew/);
    assert.equal(folder.readExperiment('tiny')?.state, 'finished');
  });

  it('starts over with `fresh` and moves the earlier results aside instead of deleting them', async () => {
    const folder = resultsIn();
    const definition = withOverrides(tiny, { trials: 1, samplers: ['random'] });
    await runExperiment(definition, listening(folder).options);
    const before = folder.readRuns('tiny').runs.map(({ id }) => id);
    const { options, events } = listening(folder, { fresh: true });
    const outcome = await runExperiment(definition, options);
    assert.equal(outcome.trialsRun, 1);
    assert.match(messages(events).join('\n'), /Earlier results moved to/);
    const [aside] = fs.readdirSync(path.join(folder.root, '.earlier'));
    const kept = fs.readdirSync(path.join(folder.root, '.earlier', aside ?? '', 'runs'));
    assert.deepEqual(kept.sort(), before.map((id) => `${id}.json`).sort());
    assert.deepEqual(folder.listExperiments(), ['tiny']);
  });

  it('records a trial that diverges as failed with its error, and goes on', async () => {
    const folder = resultsIn();
    const definition = {
      ...withOverrides(tiny, { trials: 1, samplers: ['random'] }),
      objective: { metric: 'validation/nosuch', direction: 'minimize' as const },
    };
    const outcome = await runExperiment(definition, listening(folder).options);
    assert.equal(outcome.state, 'finished');
    assert.equal(outcome.comparison?.winner, null);
    const failed = folder.readRuns('tiny').runs.find(({ outcome: { kind } }) => kind === 'failed');
    assert.ok(failed?.outcome.kind === 'failed');
    assert.match(
      failed.outcome.error.message,
      /objective\.metric: The run has no such metric.*validation\/loss/,
    );
  });
});
