import { EXPERIMENT_VERSION, type Comparison, type Experiment, type RunRecord } from '../tracking/index.ts';
import type { Params } from '../tuning/index.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import { describeChange } from './describe-change.ts';
import { resolveEffects, type ResolvedEffects, type SweepEffects } from './effects.ts';
import { ensureBaseline } from './ensure-baseline.ts';
import { unprovedBackend, type BackendFacts } from './environment.ts';
import { inExperimentFolder, readPrevious } from './experiment-folder.ts';
import { adoptFinishedRuns, listStudies, openStudies, type OpenStudy } from './open-studies.ts';
import { publish } from './publish.ts';
import { runSweepStudy } from './run-study.ts';

/** How a sweep ended. */
export interface SweepOutcome {
  /** `aborted`: the signal was given; the same call goes on from there. */
  readonly state: 'finished' | 'aborted';
  /** null when it was aborted before the first run ended. */
  readonly comparison: Comparison | null;
  /** Of all runs of the current studies and the baseline, earlier calls included. */
  readonly cpuSeconds: number;
  /** Trials that got their result in this call. */
  readonly trialsRun: number;
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
  const { results, preparer, onEvent, backend } = world;
  const message = (text: string): void => onEvent({ kind: 'message', text });
  const dataset = await preparer.dataset(definition.config.data.source);
  const previous = readPrevious(results, definition.name, message);
  const studies = openStudies(definition, results, dataset.fingerprint, backend);
  try {
    const change = describeChange(definition, studies, previous, dataset.fingerprint);
    if (change !== null) message(change);
    const earlier = results.readRuns(definition.name);
    for (const problem of earlier.problems) message(`${problem.file}: ${problem.message}`);
    takeOver(earlier.runs, studies, message);
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
    await ensureBaseline(definition, world, earlier.runs, dataset.fingerprint);
    const before = countDone(studies);
    const aborted = await runStudies(definition, world, studies, dataset, unprovedBackend(world));
    write(aborted ? 'running' : 'finished');
    const { comparison, runs } = publish(results, definition.name);
    const cpuSeconds = totalCpu(runs, studies, comparison);
    if (!aborted) onEvent({ kind: 'finished', comparison, cpuSeconds });
    const trialsRun = countDone(studies) - before;
    return { state: aborted ? 'aborted' : 'finished', comparison, cpuSeconds, trialsRun };
  } finally {
    for (const { study } of studies) study.close();
  }
}

/** One study after the other, all of them on the same workers. Returns whether the signal ended it. */
async function runStudies<P extends Params>(
  definition: ExperimentDefinition<P>,
  world: ResolvedEffects,
  all: readonly OpenStudy<P>[],
  dataset: Parameters<typeof runSweepStudy<P>>[0]['dataset'],
  backend: BackendFacts,
): Promise<boolean> {
  const executor = world.makeExecutor();
  try {
    for (const opened of all) {
      const { stopped } = await runSweepStudy({
        ...world,
        definition,
        opened,
        all,
        executor,
        dataset,
        backend,
      });
      if (stopped === 'aborted') return true;
      if (stopped === 'exhausted')
        world.onEvent({
          kind: 'message',
          text: `${opened.facts.sampler} has nothing left to try after ${opened.study.size} trials.`,
        });
    }
    return world.signal?.aborted ?? false;
  } finally {
    await executor.close();
  }
}

/** Warnings of the journals, and runs whose record was complete when their coordinator died. */
function takeOver(
  runs: readonly RunRecord[],
  studies: readonly OpenStudy[],
  message: (text: string) => void,
): void {
  const byId = new Map<string, RunRecord>(runs.map((run) => [run.id, run]));
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

function totalCpu(runs: readonly RunRecord[], studies: readonly OpenStudy[], comparison: Comparison): number {
  const ids = new Set(studies.map(({ facts }) => facts.id));
  return runs
    .filter((run) => (run.study === null ? run.id === comparison.baseline?.runId : ids.has(run.study.id)))
    .reduce((sum, run) => sum + run.timing.cpuSeconds, 0);
}
