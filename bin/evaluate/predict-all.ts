import type { LabelledExample } from 'sentilab/evaluation';
import type { Prediction, Predictor } from 'sentilab/inference';

/** Texts between two words about progress. */
const AT_ONCE = 2048;

/** What a model says of all examples. */
export interface AllPredictions {
  /** Of the positive class, in the order of the examples. */
  readonly probabilities: Float64Array;
  /** How many predictions came with a warning, by its kind. */
  readonly warnings: Readonly<Record<string, number>>;
}

/** Predicts all examples in large chunks, telling how far it is. */
export function predictAll(
  model: Predictor,
  examples: readonly LabelledExample[],
  onProgress: (done: number) => void,
): AllPredictions {
  const probabilities = new Float64Array(examples.length);
  const warnings: Record<string, number> = {};
  for (let start = 0; start < examples.length; start += AT_ONCE) {
    onProgress(start);
    const chunk = examples.slice(start, start + AT_ONCE).map(({ text }) => text);
    model.batchPredict(chunk).forEach(({ probability, warning }: Prediction, i) => {
      probabilities[start + i] = probability;
      if (warning) warnings[warning.kind] = (warnings[warning.kind] ?? 0) + 1;
    });
  }
  return { probabilities, warnings };
}
