import { LogRatioChannels } from '../data/index.ts';
import { FailureError } from '../errors/index.ts';
import { createTrainable, isNetwork, parseModelConfig, restoreFitted } from '../models/index.ts';
import type { ModelManifest, NamedArray, NetworkConfig, Trainable } from '../models/index.ts';
import type { Backend } from '../runtime/index.ts';
import type { TextPipeline } from '../text/index.ts';
import { fittedScorer } from './fitted-scorer.ts';
import { networkScorer } from './network-scorer.ts';
import type { Scorer } from './scorer.ts';

/** What a predictor is made of: a model folder in memory, as `readModelFolder` gives it. */
export interface PredictorParts {
  readonly manifest: ModelManifest;
  readonly arrays: readonly NamedArray[];
  readonly pipeline: unknown;
  /** What the weights of a model without word vectors belong to; null for the others. */
  readonly features: unknown;
  /** Tables of the channels; null or left out for a model without. */
  readonly channels?: readonly NamedArray[] | null;
}

/** The trained model, ready to score texts. */
export async function restoreModel(
  { manifest, arrays, features, channels: tables }: PredictorParts,
  pipeline: TextPipeline,
  getBackend: () => Backend | Promise<Backend>,
): Promise<Scorer> {
  for (const { name, values } of arrays)
    if (!values.every((value) => Number.isFinite(value)))
      throw new FailureError('A saved weight is not a finite number.', {
        field: name,
        fix: 'Train the model again, with a lower learning rate.',
      });
  const config = parseModelConfig(manifest.config.model, 'model.json: config.model');
  if (!isNetwork(config)) return fittedScorer(restoreFitted(config, { arrays, features }), pipeline);
  const channels = tables ? LogRatioChannels.fromTables(tables) : null;
  const model = restoreNetwork(config, arrays, pipeline, channels, await getBackend());
  return networkScorer(model, pipeline, channels);
}

/** The network built as for training, then given the saved weights. */
function restoreNetwork(
  config: NetworkConfig,
  arrays: readonly NamedArray[],
  { vocabulary }: TextPipeline,
  channels: LogRatioChannels | null,
  backend: Backend,
): Trainable {
  const vocabularySize = vocabulary.size;
  const embedding = arrays.find(({ name }) => name === 'weights/embedding');
  const [rows, dimensions] = embedding?.shape ?? [];
  if (!embedding || rows !== vocabularySize || dimensions === undefined)
    throw new FailureError(`The word vectors do not fit the vocabulary of ${vocabularySize} words.`, {
      field: 'weights/embedding',
      value: embedding?.shape,
      fix: 'Restore the model folder from a copy, or train the model again.',
    });
  const model = createTrainable(config, {
    backend,
    vocabularySize,
    embedding: { matrix: embedding.values, dimensions, trainable: false },
    ...(channels && { channels: LogRatioChannels.count }),
    seed: 1, // of weights that are overwritten now
  });
  try {
    model.importState({ arrays, scalars: {} });
  } catch (error) {
    model.dispose();
    throw error;
  }
  return model;
}
