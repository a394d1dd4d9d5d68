import { isBetter } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';
import { runStudy, type Executor, type Params, type RunStudyResult, type Study } from '../tuning/index.ts';
import { configForTrial, type ExperimentDefinition } from './definition.ts';
import { repetitionSeed, runId, runSeed } from './identity.ts';
import type { OpenStudy } from './open-studies.ts';
import { runRecord } from './record.ts';
import type { RunResult } from './run-result.ts';
import type { SweepListener } from './sweep-events.ts';
import type { TrainTask } from './tasks.ts';
import { failedRunRecord } from './record.ts';
import type { BackendFacts } from './environment.ts';
import type { Dataset } from '../data/index.ts';

export interface StudyContext<P extends Params> {
  readonly definition: ExperimentDefinition<P>;
  readonly opened: OpenStudy<P>;
  /** All studies of the sweep: a model is kept when it beats every one of them. */
  readonly all: readonly OpenStudy<P>[];
  readonly results: Results;
  readonly executor: Executor;
  readonly jobs: number;
  readonly dataset: Dataset;
  readonly backend: BackendFacts;
  readonly now: () => Date;
  readonly onEvent: SweepListener;
  readonly signal: AbortSignal | undefined;
}

/** Runs one study to its number of trials: every result is a durable record before it is told. */
export async function runSweepStudy<P extends Params>(context: StudyContext<P>): Promise<RunStudyResult> {
  const { definition, opened, results, executor, onEvent } = context;
  const { study, facts } = opened;
  const paths = results.paths(definition.name);
  return runStudy<P>({
    study,
    executor,
    trials: definition.trials,
    jobs: context.jobs,
    ...(context.signal && { signal: context.signal }),
    makeTask: (trial, attempt) => {
      const repetition = definition.compare === null ? undefined : trial.params[definition.compare.over];
      const seed =
        repetition === undefined
          ? runSeed(facts.seed, trial.number, 0)
          : repetitionSeed(facts.seed, repetition);
      const id = runId(facts.id, trial.number, seed, 0, attempt);
      const payload: TrainTask = {
        kind: 'train',
        config: configForTrial(definition, trial.params),
        seed,
        objective: definition.objective,
        keep: {
          folder: paths.folder,
          path: paths.relative(`${paths.artifactsFolder(id)}/model`),
          best: bestValue(context),
        },
      };
      return { runId: id, payload };
    },
    onResult: ({ trial, task, outcome }) =>
      results.writeRun(runRecord(definition, facts, trial, task, outcome.output as RunResult)),
    onFailure: ({ trial, task, error }) =>
      results.writeRun(
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
          const { epochs } = configForTrial(definition, event.trial.params).training;
          return onEvent({ kind: 'epoch', sampler, number, epoch, epochs, metrics });
        }
        case 'told': {
          const result = event.outcome.output as RunResult;
          const { value, state, reason } = event.trial;
          const accuracy = result.metrics['test/accuracy'];
          const detail =
            state === 'pruned'
              ? `pruned after epoch ${result.epochs.length}: ${reason ?? ''}`
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
            wallSeconds: result.timing.wallSeconds,
            cpuSeconds: result.timing.cpuSeconds,
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

/** The best objective value of all studies of the sweep so far. */
function bestValue<P extends Params>({ all, definition }: StudyContext<P>): number | null {
  return all.reduce<number | null>((best, { study }: { readonly study: Study<P> }) => {
    const value = study.best?.value ?? null;
    if (value === null) return best;
    return best === null || isBetter(value, best, definition.objective.direction) ? value : best;
  }, null);
}
