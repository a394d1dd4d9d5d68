import { canonicalJson } from '../hash/index.ts';
import { isBetter, type RunRecord } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';
import {
  createTerminator,
  runStudy,
  type Executor,
  type Params,
  type RunStudyResult,
  type Study,
  type Trial,
} from '../tuning/index.ts';
import { configForTrial, type ExperimentDefinition } from './definition.ts';
import { repetitionSeed, runId, runSeed } from './identity.ts';
import type { OpenStudy } from './open-studies.ts';
import { failedRunRecord, runRecord, type StudyFacts } from './record.ts';
import type { RunConfig } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import type { EarlierResults } from './reuse/earlier-results.ts';
import { ReusingExecutor } from './reuse/reusing-executor.ts';
import { PartsExecutor } from './parts-executor.ts';
import type { SweepListener } from './sweep-events.ts';
import type { SweepRecords } from './sweep-records.ts';
import type { TrainTask } from './tasks.ts';
import { partsOf } from './trial-parts.ts';
import type { BackendFacts } from './environment.ts';
import type { Dataset } from '../data/index.ts';

export interface StudyContext<P extends Params> {
  readonly definition: ExperimentDefinition<P>;
  readonly opened: OpenStudy<P>;
  /** All studies of the sweep: a model is kept when it beats every one of them. */
  readonly all: readonly OpenStudy<P>[];
  readonly results: Results;
  readonly records: SweepRecords;
  readonly earlier: EarlierResults;
  readonly executor: Executor;
  readonly jobs: number;
  readonly dataset: Dataset;
  readonly backend: BackendFacts;
  readonly now: () => Date;
  readonly onEvent: SweepListener;
  readonly signal: AbortSignal | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** Seconds. */
  readonly trialTimeout: number;
}

/** Runs one study to its number of trials: every result is a durable record before it is told. */
export async function runSweepStudy<P extends Params>(context: StudyContext<P>): Promise<RunStudyResult> {
  const { definition, opened, records, earlier, onEvent } = context;
  const { study, facts } = opened;
  const parts = partsOf(definition);
  return runStudy<P>({
    study,
    executor: executorOf(context),
    trials: definition.trials,
    jobs: context.jobs,
    ...(context.signal && { signal: context.signal }),
    timeoutMs: 1000 * context.timeout,
    ...(Number.isFinite(context.trialTimeout) && { trialTimeoutMs: 1000 * context.trialTimeout }),
    ...(definition.terminator && {
      terminator: createTerminator(definition.terminator, definition.space, {
        seed: definition.seed,
        direction: definition.objective.direction,
      }),
    }),
    makeTask: (trial, attempt) => {
      const one = foundAgain(definition, facts, trial, earlier);
      const { config, seed } = one;
      const found = parts === null ? one.found : null; // parts are found again one by one
      const id = runId(facts.id, trial.number, seed, 0, attempt);
      const payload: TrainTask = {
        kind: 'train',
        config,
        seed,
        ...(found !== null && { found }),
        objective: definition.objective,
        keep: keepOf(context, id),
        dataFingerprint: context.dataset.fingerprint,
      };
      return { runId: id, payload };
    },
    onResult: ({ trial, task, outcome }) => {
      if (parts !== null) return; // each part has its record already
      const record = runRecord(definition, facts, trial, task, outcome.output as RunResult);
      records.write(record);
      earlier.add(record);
    },
    onFailure: ({ trial, task, error }) =>
      records.write(
        failedRunRecord(definition, facts, trial, task, error, { ...context, now: context.now() }),
      ),
    onEvent: (event) => {
      const { number } = event.trial;
      const { sampler } = facts;
      switch (event.type) {
        case 'asked':
          return;
        case 'started':
          return onEvent({ kind: 'trial-started', sampler, number, params: event.trial.params });
        case 'reported': {
          const { epoch, metrics } = event;
          const epochs = parts?.count ?? configForTrial(definition, event.trial.params).training.epochs;
          return onEvent({ kind: 'epoch', sampler, number, epoch, epochs, metrics });
        }
        case 'told': {
          const result = event.outcome.output as RunResult;
          const { value, state, reason } = event.trial;
          const accuracy = result.metrics['test/accuracy'];
          const { reusedFrom } = result;
          const detail =
            reusedFrom !== undefined
              ? `found again: ${reusedFrom}`
              : state === 'pruned'
                ? `pruned after ${lastReport(event.trial, definition)}: ${reason ?? ''}`
                : accuracy === undefined
                  ? ''
                  : `held-out accuracy ${(100 * accuracy.value).toFixed(1)} %`;
          return onEvent({
            kind: 'trial-ended',
            sampler,
            number,
            state: state === 'pruned' ? 'pruned' : 'finished',
            value,
            detail,
            wallSeconds: reusedFrom === undefined ? result.timing.wallSeconds : 0,
            cpuSeconds: reusedFrom === undefined ? result.timing.cpuSeconds : 0,
          });
        }
        case 'crashed': {
          const text = `${sampler} #${number}: ${event.error.message}${event.retry ? ' Trying it again.' : ''}`;
          return onEvent({ kind: 'message', text });
        }
        case 'failed':
          return onEvent({
            kind: 'trial-ended',
            sampler,
            number,
            state: 'failed',
            value: null,
            detail: event.error.message,
            wallSeconds: 0,
            cpuSeconds: 0,
          });
      }
    },
  });
}

/**
 * A trial's configuration and seed, and its result if there is one already: then the seed is that of the run that it comes
 * from. Repetitions of a comparison are told apart by their seeds, so there the seed has to be the same.
 *
 * @param part of a trial that has several, from 1. Default 0: the trial is one training
 */
export function foundAgain<P extends Params>(
  definition: ExperimentDefinition<P>,
  facts: StudyFacts,
  trial: Pick<Trial<P>, 'number' | 'params'>,
  earlier: EarlierResults,
  part = 0,
): { readonly config: RunConfig; readonly seed: number; readonly found: RunRecord | null } {
  const { compare, objective, pruner, folds } = definition;
  const whole = configForTrial(definition, trial.params);
  const config =
    part === 0 || folds === null
      ? whole
      : { ...whole, data: { ...whole.data, fold: { of: folds, number: part } } };
  const isSeed = part > 0 && folds === null;
  const repetition = isSeed ? part : compare === null ? undefined : trial.params[compare.over];
  const seed =
    repetition === undefined
      ? runSeed(facts.seed, trial.number, part)
      : repetitionSeed(facts.seed, repetition);
  const found = earlier.find({
    config,
    seed,
    study: facts,
    anySeed: compare === null && !isSeed,
    metric: objective.metric,
    pruning: canonicalJson({ pruner, objective }),
  });
  return { config, seed: found?.run.seed ?? seed, found };
}

function lastReport({ reports }: Trial, definition: ExperimentDefinition): string {
  return `${partsOf(definition)?.kind ?? 'epoch'} ${reports.at(-1)?.epoch ?? 0}`;
}

/** What runs the study's trials: results found again first, part by part where trials have several. */
function executorOf<P extends Params>(context: StudyContext<P>): Executor {
  const { definition, opened, records, earlier } = context;
  const { facts, study } = opened;
  const reusing = new ReusingExecutor(context.executor);
  const parts = partsOf(definition);
  if (parts === null) return reusing;
  return new PartsExecutor(reusing, {
    parts: parts.count,
    partTask: (task, part) => {
      const trial = study.trial(task.trialNumber);
      const { config, seed, found } = foundAgain(definition, facts, trial, earlier, part);
      const fold = parts.kind === 'fold' ? part : 0;
      const id = runId(facts.id, trial.number, seed, fold, task.attempt);
      const payload: TrainTask = {
        kind: 'train',
        config,
        seed,
        objective: definition.objective,
        keep: parts.kind === 'fold' ? null : keepOf(context, id),
        dataFingerprint: context.dataset.fingerprint,
        ...(found !== null && { found }),
      };
      return { ...task, runId: id, payload };
    },
    onPart: (task, result) => {
      const record = runRecord(definition, facts, study.trial(task.trialNumber), task, result);
      records.write(record);
      earlier.add(record);
    },
  });
}

/** Where a run's model goes when it is better than every trial so far. */
function keepOf<P extends Params>(context: StudyContext<P>, id: string): TrainTask['keep'] {
  const paths = context.results.paths(context.definition.name);
  return {
    folder: paths.folder,
    path: paths.relative(`${paths.artifactsFolder(id)}/model`),
    best: bestValue(context),
  };
}

/** The best objective value of all studies of the sweep so far. */
function bestValue<P extends Params>({ all, definition }: StudyContext<P>): number | null {
  return all.reduce<number | null>((best, { study }: { readonly study: Study<P> }) => {
    const value = study.best?.value ?? null;
    if (value === null) return best;
    return best === null || isBetter(value, best, definition.objective.direction) ? value : best;
  }, null);
}
