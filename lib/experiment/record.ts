import type { Dataset } from '../data/index.ts';
import { RUN_RECORD_VERSION, type RunRecord } from '../tracking/index.ts';
import type { Task, Trial } from '../tuning/index.ts';
import { dataFacts } from './data-facts.ts';
import type { ExperimentDefinition } from './definition.ts';
import { captureEnvironment, type BackendFacts } from './environment.ts';
import type { RunResult } from './run-result.ts';
import { splitData } from './split-data.ts';
import type { TrainTask } from './tasks.ts';

/** Which search a run belongs to. */
export interface StudyFacts {
  readonly id: string;
  readonly sampler: string;
  readonly seed: number;
  /** `ReachedCode.hash` of the sources that train; left out where results are not found again. */
  readonly code?: string;
}

/** Which trial of the search. */
export type TrialFacts = Pick<Trial, 'number' | 'params' | 'proposedBy' | 'seenSeq'>;

/** The record of a run that came to its end, finished or pruned. */
export function runRecord(
  definition: Pick<ExperimentDefinition, 'name' | 'objective'>,
  study: StudyFacts,
  trial: TrialFacts,
  task: Task,
  result: RunResult,
): RunRecord {
  const { config, seed } = task.payload as TrainTask;
  const { value, ...facts } = result;
  return {
    schemaVersion: RUN_RECORD_VERSION,
    id: task.runId,
    experiment: definition.name,
    study: { id: study.id, sampler: study.sampler, seed: study.seed },
    trial: {
      number: trial.number,
      params: trial.params,
      proposedBy: trial.proposedBy,
      askedAfterSeq: trial.seenSeq,
    },
    run: { seed, fold: config.data.fold?.number ?? 0, attempt: task.attempt },
    objective: { ...definition.objective, value },
    ...facts,
    ...(study.code !== undefined && { code: study.code }),
    config: { ...config },
  };
}

/** The record of a run without a result: what was asked for, how far it came, and the error. */
export function failedRunRecord(
  definition: Pick<ExperimentDefinition, 'name' | 'objective'>,
  study: StudyFacts,
  trial: TrialFacts & Pick<Trial, 'startedAt' | 'askedAt'>,
  task: Task,
  error: Error,
  context: { readonly dataset: Dataset; readonly backend: BackendFacts; readonly now: Date },
): RunRecord {
  const { config } = task.payload as TrainTask;
  const startedAt = new Date(trial.startedAt ?? trial.askedAt);
  return runRecord(definition, study, trial, task, {
    outcome: {
      kind: 'failed',
      error: {
        name: error.name,
        message: error.message,
        ...(error.stack !== undefined && { stack: error.stack }),
      },
    },
    value: null,
    metrics: {},
    epochs: [],
    bestEpoch: null,
    confusion: null,
    data: dataFacts(context.dataset, splitData(context.dataset, config.data)),
    environment: captureEnvironment(context.backend),
    timing: {
      startedAt: startedAt.toISOString(),
      finishedAt: context.now.toISOString(),
      wallSeconds: Math.max(0, (context.now.getTime() - startedAt.getTime()) / 1000),
      cpuSeconds: 0, // its worker took the count with it
      peakMemoryMiB: 0,
    },
    weightsSha256: null,
    artifacts: [],
  });
}
