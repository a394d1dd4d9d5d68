import type { LabelledExample } from 'sentilab/evaluation';
import type { Prediction, Predictor } from 'sentilab/inference';

/** Texts between two words about progress. */
const AT_ONCE = 2048;

/** What a model says of all examples. */
export interface AllPredictions {
  /** Of the positive class, in the order of the examples. */
  readonly probabilities: Float64Array;
  /** How sure the model is of each, by every kind of confidence that it has. */
  readonly confidences: Readonly<Record<string, Float64Array>>;
  /** How many predictions came with a warning, by its kind. */
  readonly warnings: Readonly<Record<string, number>>;
}

/**
 * Predicts all examples in large chunks, telling how far it is.
 *
 * @param threshold positive from this probability on
 */
export function predictAll(
  model: Predictor,
  examples: readonly LabelledExample[],
  threshold: number,
  onProgress: (done: number) => void,
): AllPredictions {
  const probabilities = new Float64Array(examples.length);
  const plain = new Float64Array(examples.length);
  const adjusted = model.hasAttention ? new Float64Array(examples.length) : null;
  const warnings: Record<string, number> = {};
  for (let start = 0; start < examples.length; start += AT_ONCE) {
    onProgress(start);
    const chunk = examples.slice(start, start + AT_ONCE).map(({ text }) => text);
    const options = { threshold, ...(adjusted && { confidence: 'attention-adjusted' as const }) };
    model.batchPredict(chunk, options).forEach(({ probability, confidence, warning }: Prediction, i) => {
      probabilities[start + i] = probability;
      plain[start + i] = probability >= threshold ? probability : 1 - probability;
      if (adjusted) adjusted[start + i] = confidence;
      if (warning) warnings[warning.kind] = (warnings[warning.kind] ?? 0) + 1;
    });
  }
  return {
    probabilities,
    confidences: { 'max-prob': plain, ...(adjusted && { 'attention-adjusted': adjusted }) },
    warnings,
  };
}
