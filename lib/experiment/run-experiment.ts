import { EXPERIMENT_VERSION, type Comparison, type Experiment, type RunRecord } from '../tracking/index.ts';
import type { Dataset } from '../data/index.ts';
import type { Params } from '../tuning/index.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import { changeInWords } from './describe-change.ts';
import { resolveEffects, type ResolvedEffects, type SweepEffects } from './effects.ts';
import { ensureBaseline } from './ensure-baseline.ts';
import { unprovedBackend } from './environment.ts';
import { inExperimentFolder } from './experiment-folder.ts';
import { adoptFinishedRuns, listStudies, openStudies, type OpenStudy } from './open-studies.ts';
import { publish } from './publish.ts';
import { writeCode } from './reuse/code-store.ts';
import type { EarlierResults } from './reuse/earlier-results.ts';
import { runSweepStudy } from './run-study.ts';
import { sweepGround } from './sweep-ground.ts';
import type { SweepRecords } from './sweep-records.ts';

/** How a sweep ended. */
export interface SweepOutcome {
  /** `aborted`: the signal was given; the same call goes on from there. */
  readonly state: 'finished' | 'aborted';
  /** null when it was aborted before the first run ended. */
  readonly comparison: Comparison | null;
  /** Of all runs of the current studies and the baseline, earlier calls included. */
  readonly cpuSeconds: number;
  /** Trials that were run to a result in this call. */
  readonly trialsRun: number;
  /** Trials whose result was found again in this call: they cost no training. */
  readonly trialsReused: number;
}

/**
 * Runs an experiment: one study per sampler on the same splits, budget and seeds, and the linear baseline beside them.
 * The same call again goes on where the last one stopped (by a signal, a crash or kill -9); a finished one returns its
 * result; more trials extend it; a changed definition or changed data start new studies beside the old.
 *
 * @throws UserError for a bad definition or data that are not there
 * @throws FailureError when another process runs the same experiment, or results cannot be written
 */
export async function runExperiment<P extends Params>(
  definition: ExperimentDefinition<P>,
  effects: SweepEffects = {},
): Promise<SweepOutcome> {
  const world = resolveEffects(effects);
  return inExperimentFolder(definition.name, world, () => sweep(definition, world));
}

async function sweep<P extends Params>(
  definition: ExperimentDefinition<P>,
  world: ResolvedEffects,
): Promise<SweepOutcome> {
  const { results, onEvent } = world;
  const message = (text: string): void => onEvent({ kind: 'message', text });
  const ground = await sweepGround(definition, world);
  const { dataset, previous, code, planned, earlier, records } = ground;
  const studies = openStudies(definition, planned, results, { ...ground, code: code.hash });
  try {
    if (ground.change !== null) message(changeInWords(definition.name, ground.change));
    for (const problem of records.problems) message(`${problem.file}: ${problem.message}`);
    takeOver(records.byId, studies, message);
    writeCode(results.paths(definition.name).folder, code);
    const write = (state: Experiment['state']): void =>
      results.writeExperiment({
        schemaVersion: EXPERIMENT_VERSION,
        name: definition.name,
        title: definition.title,
        definition: definitionJson(definition),
        studies: listStudies(studies, previous, dataset.fingerprint),
        state,
        budget: { trials: definition.trials, epochs: definition.config.training.epochs },
        updatedAt: world.now().toISOString(),
      });
    write('running');
    onEvent({
      kind: 'sweep-opened',
      experiment: definition.name,
      jobs: world.jobs,
      studies: studies.map(({ facts, study }) => ({
        sampler: facts.sampler,
        done: study.size - study.pending().length,
        total: Math.max(definition.trials, study.size),
      })),
    });
    const baseline = await ensureBaseline(definition, world, records.all, dataset.fingerprint);
    records.know(baseline.record);
    const reusedBefore = countReused(records, studies);
    const before = countDone(studies);
    const aborted = await runStudies({ definition, world, all: studies, dataset, records, earlier });
    write(aborted ? 'running' : 'finished');
    const { comparison, runs } = publish(results, definition.name, records.all);
    const cpuSeconds = totalCpu(runs, studies, comparison);
    if (!aborted) onEvent({ kind: 'finished', comparison, cpuSeconds });
    const trialsReused = countReused(records, studies) - reusedBefore;
    const trialsRun = countDone(studies) - before - trialsReused;
    return { state: aborted ? 'aborted' : 'finished', comparison, cpuSeconds, trialsRun, trialsReused };
  } finally {
    for (const { study } of studies) study.close();
  }
}

interface StudiesToRun<P extends Params> {
  readonly definition: ExperimentDefinition<P>;
  readonly world: ResolvedEffects;
  readonly all: readonly OpenStudy<P>[];
  readonly dataset: Dataset;
  readonly records: SweepRecords;
  readonly earlier: EarlierResults;
}

/** One study after the other, all of them on the same workers. Returns whether the signal ended it. */
async function runStudies<P extends Params>({ world, ...run }: StudiesToRun<P>): Promise<boolean> {
  const backend = unprovedBackend(world);
  const executor = world.makeExecutor();
  try {
    for (const opened of run.all) {
      const { stopped, reason } = await runSweepStudy({
        ...world,
        ...run,
        opened,
        executor,
        backend,
      });
      if (stopped === 'aborted') return true;
      if (stopped === 'exhausted')
        world.onEvent({
          kind: 'message',
          text: `${opened.facts.sampler} has nothing left to try after ${opened.study.size} trials.`,
        });
      if (reason !== undefined)
        world.onEvent({ kind: 'message', text: `${opened.facts.sampler} stops: ${reason}` });
    }
    return world.signal?.aborted ?? false;
  } finally {
    await executor.close();
  }
}

/** Warnings of the journals, and runs whose record was complete when their coordinator died. */
function takeOver(
  byId: ReadonlyMap<string, RunRecord>,
  studies: readonly OpenStudy[],
  message: (text: string) => void,
): void {
  for (const opened of studies) {
    for (const warning of opened.study.warnings) message(warning);
    const adopted = adoptFinishedRuns(opened, byId);
    if (adopted.length > 0)
      message(`Took over ${adopted.join(', ')}: finished, but not yet written into the journal.`);
    const left = opened.study.pending().length;
    if (left > 0)
      message(
        `${opened.facts.sampler}: ${left} unfinished ${left === 1 ? 'trial is' : 'trials are'} run again.`,
      );
  }
}

function countDone(studies: readonly OpenStudy[]): number {
  return studies.reduce((sum, { study }) => sum + study.size - study.pending().length, 0);
}

function countReused({ all }: SweepRecords, studies: readonly OpenStudy[]): number {
  const ids = new Set(studies.map(({ facts }) => facts.id));
  return all.filter(({ study, reusedFrom }) => reusedFrom !== undefined && ids.has(study?.id ?? '')).length;
}

function totalCpu(runs: readonly RunRecord[], studies: readonly OpenStudy[], comparison: Comparison): number {
  const ids = new Set(studies.map(({ facts }) => facts.id));
  return runs
    .filter((run) => run.reusedFrom === undefined) // paid for by the study that it comes from
    .filter((run) => (run.study === null ? run.id === comparison.baseline?.runId : ids.has(run.study.id)))
    .reduce((sum, run) => sum + run.timing.cpuSeconds, 0);
}
