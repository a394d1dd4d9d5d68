import { evaluationBatches } from '../data/index.ts';
import { FailureError, UserError } from '../errors/index.ts';
import { createTrainable, parseModelConfig } from '../models/index.ts';
import type { ModelManifest, NamedArray, Trainable } from '../models/index.ts';
import type { Backend } from '../runtime/index.ts';
import { TextPipeline } from '../text/index.ts';
import { warningFor, type Prediction } from './prediction.ts';

/** A model ready to be asked. */
export interface Predictor {
  /** Where it comes from and what it reached. */
  readonly manifest: ModelManifest;
  predict(text: string): Prediction;
  /** Predictions in the order of the texts; quicker than one by one. */
  predictBatch(texts: readonly string[]): Prediction[];
  /** Frees native memory; afterwards every prediction is refused. */
  dispose(): void;
}

/** What a predictor is made of: a model folder in memory, as `readModelFolder` gives it. */
export interface PredictorParts {
  readonly manifest: ModelManifest;
  readonly arrays: readonly NamedArray[];
  readonly pipeline: unknown;
}

/** Texts per forward pass. */
const BATCH = 64;

/**
 * A predictor from a saved model.
 *
 * @throws UserError when the model is of a kind not known here
 * @throws FailureError when weights, configuration and vocabulary do not fit each other, or a weight is not a number
 */
export async function createPredictor(
  { manifest, arrays, pipeline }: PredictorParts,
  backend: Backend,
): Promise<Predictor> {
  const text = await TextPipeline.fromJSON(pipeline);
  const model = restore(manifest, arrays, text, backend);
  let disposed = false;

  const predictBatch = (texts: readonly string[]): Prediction[] => {
    if (disposed)
      throw new UserError('This predictor has been disposed of.', { fix: 'Load the model again.' });
    const encoded = texts.map((given, i) => {
      if (typeof given !== 'string')
        throw new UserError('A text is a string.', { field: `texts[${i}]`, value: given });
      return text.encode(given);
    });
    // The label is not looked at in prediction.
    const examples = encoded.map(({ ids }, i) => ({ id: String(i), label: 0 as const, ids }));
    const evaluation = evaluationBatches(examples, { batchSize: BATCH });
    const probabilities = evaluation.restore(evaluation.batches.map((batch) => model.predict(batch)));
    return encoded.map((one, i) => {
      const warning = warningFor(one);
      return { ...decide(probabilities[i] ?? NaN, manifest), ...(warning && { warning }) };
    });
  };

  return {
    manifest,
    predict: (given) => predictBatch([given])[0] as Prediction,
    predictBatch,
    dispose: () => {
      if (!disposed) model.dispose();
      disposed = true;
    },
  };
}

function decide(probability: number, { labels, threshold }: ModelManifest): Prediction {
  if (!Number.isFinite(probability))
    throw new FailureError('The model gave no number for a text.', {
      value: probability,
      fix: 'Train the model again.',
    });
  const positive = probability >= threshold;
  return {
    label: positive ? labels[1] : labels[0],
    probability,
    confidence: positive ? probability : 1 - probability,
  };
}

/** The trained network: built as for training, then given the saved weights. */
function restore(
  manifest: ModelManifest,
  arrays: readonly NamedArray[],
  text: TextPipeline,
  backend: Backend,
): Trainable {
  for (const { name, values } of arrays)
    if (!values.every((value) => Number.isFinite(value)))
      throw new FailureError('A saved weight is not a finite number.', {
        field: name,
        fix: 'Train the model again, with a lower learning rate.',
      });
  const config = parseModelConfig(manifest.config.model, 'model.json: config.model');
  const vocabularySize = text.vocabulary.size;
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
