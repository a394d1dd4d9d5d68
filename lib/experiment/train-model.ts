import path from 'node:path';
import { FailureError } from '../errors/index.ts';
import { getBackend } from '../runtime/node.ts';
import type { Comparison, RunRecord } from '../tracking/index.ts';
import { InProcessExecutor } from '../tuning/index.ts';
import type { SweepEffects } from './effects.ts';
import { ensureBaseline } from './ensure-baseline.ts';
import { Preparer } from './prepare.ts';
import { publish } from './publish.ts';
import { defineTraining, type TrainingInput } from './training-definition.ts';
import { trainingSession } from './training-session.ts';
import { createTrialHandler } from './trial-handler.ts';

/** How a training ended. */
export interface TrainModelOutcome {
  /** `aborted`: the signal was given; the same call goes on from there. */
  readonly state: 'finished' | 'aborted';
  /** null when the signal came first. */
  readonly record: RunRecord | null;
  /** NB-SVM on the same split; null when it was not wanted. */
  readonly baseline: RunRecord | null;
  /** Absolute path of the model folder. */
  readonly model: string | null;
  readonly comparison: Comparison | null;
  /** Whether it was trained in this call, and not before. */
  readonly trained: boolean;
}

export interface TrainModelEffects extends SweepEffects {
  /** NB-SVM on the same split beside it. Default true. */
  readonly baseline?: boolean;
}

/**
 * Trains one configuration and leaves a record, a model folder and a report under results/. Unless an executor is given it
 * trains in this process, on all cores. The same call again goes on where the last one stopped; a finished one returns its
 * record.
 *
 * @throws UserError for a bad configuration or data that are not there
 * @throws FailureError when the training failed; its record says why
 */
export async function trainModel(
  input: TrainingInput,
  effects: TrainModelEffects = {},
): Promise<TrainModelOutcome> {
  const definition = defineTraining({ ...input, folds: null });
  const { config, name, seed } = definition;
  const preparer = effects.preparer ?? new Preparer();
  const executor = effects.executor ?? new InProcessExecutor(createTrialHandler(getBackend, preparer));
  return trainingSession(definition, { ...effects, preparer, executor }, async (session) => {
    const { world, dataset, earlier } = session;
    const baseline =
      effects.baseline === false
        ? null
        : await ensureBaseline(definition, world, earlier, dataset.fingerprint);
    const { records, ran } = await session.run([{ config, seed, keep: true }]);
    const [record] = records;
    if (record === undefined)
      return { state: 'aborted', record: null, baseline, model: null, comparison: null, trained: false };
    const { comparison } = publish(world.results, name);
    if (record.outcome.kind === 'failed')
      throw new FailureError(record.outcome.error.message, {
        field: record.id,
        fix: 'The same command tries it again.',
      });
    const artifact = record.artifacts.find(({ kind }) => kind === 'model');
    const model = artifact ? path.join(world.results.paths(name).folder, artifact.path) : null;
    return { state: 'finished', record, baseline, model, comparison, trained: ran > 0 };
  });
}
