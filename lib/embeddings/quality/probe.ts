import type { WordVectors } from '../word-vectors.ts';
import { fitLogistic, logisticDecisions } from './logistic.ts';

/** Texts as tokens, and their labels. */
export interface ProbeExamples {
  readonly tokens: readonly (readonly string[])[];
  /** 0 or 1 per text. */
  readonly labels: ArrayLike<number>;
}

/** What a linear model makes of averaged vectors. */
export interface ProbeResult {
  /** Share of the held-out texts that are classified right, 0 … 1. */
  readonly accuracy: number;
  readonly heldOut: number;
  /** √(p(1 − p) / n). */
  readonly standardError: number;
}

/**
 * Linear probe: a logistic regression on the mean of each text's word vectors, fitted to some texts and tested on others.
 * It says how much of the sentiment lies open in the vectors, before any network has read them in order.
 *
 * Features are brought to mean 0 and deviation 1 by the texts it is fitted to, so that vectors of different length are
 * treated alike. A text without a known word is the mean of all.
 *
 * @param C of the regression; default 1
 */
export function linearProbe(
  vectors: WordVectors,
  train: ProbeExamples,
  heldOut: ProbeExamples,
  { C = 1 }: { readonly C?: number } = {},
): ProbeResult {
  const scaling = scalingOf(averages(vectors, train.tokens), vectors.dimensions);
  const model = fitLogistic(scaling(averages(vectors, train.tokens)), train.labels, { C });
  const decisions = logisticDecisions(model, scaling(averages(vectors, heldOut.tokens)));
  const right = decisions.filter((value, i) => (value > 0 ? 1 : 0) === heldOut.labels[i]).length;
  const accuracy = right / decisions.length;
  return {
    accuracy,
    heldOut: decisions.length,
    standardError: Math.sqrt((accuracy * (1 - accuracy)) / decisions.length),
  };
}

/** Mean vector of the known words of each text, row-major [texts, dimensions]; NaN where there is none. */
function averages(vectors: WordVectors, texts: readonly (readonly string[])[]): Float64Array {
  const { dimensions } = vectors;
  const result = new Float64Array(texts.length * dimensions);
  const sum = new Float32Array(dimensions);
  texts.forEach((tokens, row) => {
    sum.fill(0);
    let known = 0;
    for (const token of tokens) if (vectors.addTo(token, sum, 0)) known++;
    for (let d = 0; d < dimensions; d++) result[row * dimensions + d] = known === 0 ? NaN : sum[d]! / known;
  });
  return result;
}

function scalingOf(features: Float64Array, width: number): (features: Float64Array) => Float64Array {
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (let d = 0; d < width; d++) {
    let [count, sum, squares] = [0, 0, 0];
    for (let i = d; i < features.length; i += width) {
      const value = features[i]!;
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
      squares += value * value;
    }
    mean[d] = sum / Math.max(1, count);
    deviation[d] = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean[d]! ** 2)) || 1;
  }
  return (values) =>
    values.map((value, i) => (Number.isNaN(value) ? 0 : (value - mean[i % width]!) / deviation[i % width]!));
}
