import type { EncodedText } from '../text/index.ts';

/** Why a prediction deserves less trust than its number says. */
export interface PredictionWarning {
  /**
   * `empty`: no token at all. `unknown-words`: every word is outside the vocabulary. `truncated`: only the beginning and
   * the end of a long text were read.
   */
  readonly kind: 'empty' | 'unknown-words' | 'truncated';
  /** In words. */
  readonly message: string;
}

/** What a model says of a text. */
export interface Prediction {
  /** Name of the predicted class: `negative` or `positive`. */
  readonly label: string;
  /** Of class 1, `positive`; always a number from 0 to 1. */
  readonly probability: number;
  /** Probability of the predicted class. Below one half only with a threshold other than 0.5. */
  readonly confidence: number;
  /** Present when the text gave the model little or too much to read; the first that applies of those above. */
  readonly warning?: PredictionWarning;
}

/** The warning an encoded text deserves, or undefined. */
export function warningFor({ tokenCount, unknown, ids }: EncodedText): PredictionWarning | undefined {
  if (tokenCount === 0)
    return { kind: 'empty', message: 'The text holds no word: the answer means nothing.' };
  if (unknown === ids.length)
    return {
      kind: 'unknown-words',
      message: 'The model knows none of the words: the answer is little more than a guess.',
    };
  if (tokenCount > ids.length)
    return {
      kind: 'truncated',
      message: `The text has ${tokenCount} tokens; the model has read ${ids.length} of them.`,
    };
  return undefined;
}
