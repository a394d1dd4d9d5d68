import path from 'node:path';
import { FailureError } from '../errors/index.ts';
import type { EvaluationReport } from '../evaluation/index.ts';
import { renderTraining } from '../plots/index.ts';
import { plotlySource } from '../plots/node.ts';
import { getBackend } from '../runtime/node.ts';
import type { Comparison, RunRecord } from '../tracking/index.ts';
import type { TrainingCallback } from '../training/index.ts';
import { InProcessExecutor } from '../tuning/index.ts';
import type { SweepEffects } from './effects.ts';
import { ensureBaseline } from './ensure-baseline.ts';
import { evaluateTraining } from './evaluate-training.ts';
import { partsOf } from './model-parts.ts';
import { Preparer } from './prepare.ts';
import { writeComparison } from './publish.ts';
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
  /** Of the test part, with intervals; null without one. */
  readonly evaluation: EvaluationReport | null;
  /** Absolute path of the model folder. */
  readonly model: string | null;
  readonly comparison: Comparison | null;
  /** Whether it was trained in this call, and not before. */
  readonly trained: boolean;
}

const ABORTED = {
  state: 'aborted',
  record: null,
  evaluation: null,
  model: null,
  comparison: null,
  trained: false,
} as const;

export interface TrainModelEffects extends SweepEffects {
  /** NB-SVM on the same split beside it. Default true. */
  readonly baseline?: boolean;
  /** Follow the training step by step; an executor that is given does not call them. Default none. */
  readonly callbacks?: readonly TrainingCallback[];
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
  const { config, name, title, seed } = definition;
  const preparer = effects.preparer ?? new Preparer();
  const { callbacks = [] } = effects;
  const executor =
    effects.executor ??
    new InProcessExecutor(createTrialHandler(getBackend, preparer, { callbacks, details: true }));
  return trainingSession(definition, { ...effects, preparer, executor }, async (session) => {
    const { world, dataset, earlier } = session;
    const baseline =
      effects.baseline === false
        ? null
        : await ensureBaseline(definition, world, earlier, dataset.fingerprint);
    const { records, ran } = await session.run([{ config, seed, keep: true }]);
    const [record] = records;
    if (record === undefined) return { ...ABORTED, baseline: baseline?.record ?? null };
    const { comparison } = writeComparison(world.results, name);
    if (record.outcome.kind === 'failed')
      throw new FailureError(record.outcome.error.message, {
        field: record.id,
        fix: 'The same command tries it again.',
      });
    const paths = world.results.paths(name);
    const artifact = record.artifacts.find(({ kind }) => kind === 'model');
    const model = artifact ? path.join(paths.folder, artifact.path) : null;
    const file = path.join(paths.artifactsFolder(record.id), 'evaluation.json');
    const evaluation =
      model === null
        ? null
        : await evaluateTraining({ definition, record, model, baseline, file }, world.preparer);
    const page = {
      title,
      record,
      evaluation,
      verdict: comparison.verdict,
      parts: partsOf(model, config.text.maxLength),
    };
    world.results.writeReport(name, renderTraining({ ...page, plotlySource: plotlySource() }));
    const beside = baseline?.record ?? null;
    return { state: 'finished', record, baseline: beside, evaluation, model, comparison, trained: ran > 0 };
  });
}
