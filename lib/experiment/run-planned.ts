import fs from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../data/index.ts';
import type { RunRecord } from '../tracking/index.ts';
import { TaskAbortedError, TaskError, WorkerDiedError } from '../tuning/index.ts';
import type { Executor, Task } from '../tuning/index.ts';
import type { ResolvedEffects } from './effects.ts';
import type { BackendFacts } from './environment.ts';
import { runId } from './identity.ts';
import { failedRunRecord, runRecord, type StudyFacts } from './record.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import type { TrainTask } from './tasks.ts';
import type { TrainingDefinition } from './training-definition.ts';

/** A training that is known beforehand: nobody searched for it. */
export interface PlannedRun {
  readonly config: RunConfig;
  readonly seed: number;
  /** Whether its model is kept. */
  readonly keep: boolean;
}

export interface PlanContext {
  readonly definition: Pick<TrainingDefinition, 'name' | 'objective'>;
  readonly facts: StudyFacts;
  /** Records of the experiment: planned runs that finished are not run again. */
  readonly earlier: readonly RunRecord[];
  readonly world: ResolvedEffects;
  readonly dataset: Dataset;
  readonly backend: BackendFacts;
  /** Whether an interrupted run goes on from its checkpoints; default true. */
  readonly resume?: boolean;
}

/** What came of a plan. */
export interface PlanOutcome {
  /** `aborted`: the signal was given. */
  readonly stopped: 'complete' | 'aborted';
  /** Of every planned run the finished record, or the failed one; absent where the signal came first. */
  readonly records: readonly RunRecord[];
  /** Runs that ended in this call. */
  readonly ran: number;
}

/** So many times a run whose worker died is tried again in one call. */
const RETRIES = 2;
/** The one trial of a study that searches for nothing. */
const TRIAL = { number: 0, params: {}, proposedBy: 'prior', seenSeq: 0 } as const;

/** Runs what has no finished record yet, as many at a time as there are jobs; every result is a durable record. */
export async function runPlanned(context: PlanContext, planned: readonly PlannedRun[]): Promise<PlanOutcome> {
  const { world, facts, earlier } = context;
  const records: (RunRecord | undefined)[] = planned.map((run) =>
    earlier.find((record) => isRecordOf(record, run, facts) && record.outcome.kind === 'finished'),
  );
  const left = planned.map((_, i) => i).filter((i) => records[i] === undefined);
  const done = planned.length - left.length;
  world.onEvent({
    kind: 'sweep-opened',
    experiment: context.definition.name,
    jobs: Math.min(world.jobs, Math.max(1, left.length)),
    studies: [{ sampler: facts.sampler, done, total: planned.length }],
  });
  let ran = 0;
  if (left.length > 0 && !world.signal?.aborted) {
    const executor = world.makeExecutor();
    const lane = async (): Promise<void> => {
      for (let i = left.shift(); i !== undefined && !world.signal?.aborted; i = left.shift()) {
        const run = planned[i] as PlannedRun;
        const record = await runOne(context, run, executor);
        if (record === null) return;
        records[i] = record;
        ran++;
      }
    };
    try {
      await Promise.all(Array.from({ length: world.jobs }, lane));
    } finally {
      await executor.close();
    }
  }
  const found = records.filter((record): record is RunRecord => record !== undefined);
  return { stopped: found.length === planned.length ? 'complete' : 'aborted', records: found, ran };
}

function isRecordOf({ study, run }: RunRecord, { config, seed }: PlannedRun, { id }: StudyFacts): boolean {
  return study?.id === id && run.seed === seed && run.fold === (config.data.fold?.number ?? 0);
}

/** One run to its record, finished or failed; null when the signal ended it. */
async function runOne(
  context: PlanContext,
  planned: PlannedRun,
  executor: Executor,
): Promise<RunRecord | null> {
  const { definition, facts, earlier, world, dataset, backend } = context;
  const fold = planned.config.data.fold?.number ?? 0;
  const attempts = earlier.filter((record) => isRecordOf(record, planned, facts));
  const startedAt = world.now().toISOString();
  const trial = { ...TRIAL, startedAt, askedAt: startedAt };
  const told = { sampler: facts.sampler, number: fold };
  const checkpoints = checkpointsOf(context, planned);
  if (context.resume === false) fs.rmSync(checkpoints, { recursive: true, force: true });
  else if (fs.existsSync(checkpoints))
    world.onEvent({
      kind: 'message',
      text: `${runName(fold)} was interrupted: it goes on from its checkpoints.`,
    });
  world.onEvent({ kind: 'trial-started', ...told, params: {} });
  for (let crashes = 0, attempt = 1 + Math.max(0, ...attempts.map(({ run }) => run.attempt)); ; attempt++) {
    const task = taskOf(context, planned, attempt);
    try {
      const outcome = await executor.run(task, {
        ...(world.signal && { signal: world.signal }),
        onReport: (epoch, metrics) => {
          const { epochs } = planned.config.training;
          world.onEvent({ kind: 'epoch', ...told, epoch, epochs, metrics });
          return { prune: false, reason: '' };
        },
      });
      const record = runRecord(definition, facts, trial, task, outcome.output as RunResult);
      world.results.writeRun(record);
      fs.rmSync(checkpoints, { recursive: true, force: true });
      world.onEvent(endOf(told, record));
      return record;
    } catch (error) {
      if (error instanceof TaskAbortedError) return null;
      if (error instanceof WorkerDiedError) {
        if (world.signal?.aborted) return null;
        const again = crashes++ < RETRIES;
        world.onEvent({ kind: 'message', text: `${error.message}${again ? ' Trying it again.' : ''}` });
        if (again) continue;
      } else if (!(error instanceof TaskError)) throw error;
      const facing = { dataset, backend, now: world.now() };
      const record = failedRunRecord(definition, facts, trial, task, error, facing);
      world.results.writeRun(record);
      fs.rmSync(checkpoints, { recursive: true, force: true });
      world.onEvent(endOf(told, record));
      return record;
    }
  }
}

/** Where a run keeps its checkpoints until it has a record; the same for all its attempts. */
function checkpointsOf({ definition, facts, world }: PlanContext, { config, seed }: PlannedRun): string {
  const { folder } = world.results.paths(definition.name);
  return path.join(folder, 'checkpoints', `${facts.id}-s${seed}-f${config.data.fold?.number ?? 0}`);
}

function taskOf(context: PlanContext, planned: PlannedRun, attempt: number): Task {
  const { definition, facts, world } = context;
  const { config, seed, keep } = planned;
  const paths = world.results.paths(definition.name);
  const id = runId(facts.id, TRIAL.number, seed, config.data.fold?.number ?? 0, attempt);
  const model = paths.relative(`${paths.artifactsFolder(id)}/model`);
  const payload: TrainTask = {
    kind: 'train',
    config,
    seed,
    objective: definition.objective,
    keep: keep ? { folder: paths.folder, path: model, best: null } : null,
    checkpoints: checkpointsOf(context, planned),
  };
  return { trialNumber: TRIAL.number, attempt, runId: id, payload };
}

const runName = (fold: number): string => (fold > 0 ? `Fold ${fold}` : 'The training');

function endOf(told: { readonly sampler: string; readonly number: number }, record: RunRecord) {
  const { outcome, objective, metrics, timing } = record;
  const accuracy = metrics['test/accuracy'];
  const detail =
    outcome.kind === 'failed'
      ? outcome.error.message
      : accuracy === undefined
        ? ''
        : `held-out accuracy ${(100 * accuracy.value).toFixed(1)} %`;
  const { wallSeconds, cpuSeconds } = timing;
  const state = outcome.kind === 'failed' ? ('failed' as const) : ('finished' as const);
  return {
    kind: 'trial-ended' as const,
    ...told,
    state,
    value: objective.value,
    detail,
    wallSeconds,
    cpuSeconds,
  };
}
