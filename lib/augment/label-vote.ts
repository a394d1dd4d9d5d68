import { wilsonInterval } from '../evaluation/index.ts';
import type { AugmentedExample } from './augment-with.ts';
import type { PredictLabels } from './robustness/robustness.ts';

/** How many new texts a model gives the label that it gives the text they came from. */
export interface LabelVote {
  readonly texts: number;
  readonly kept: number;
  readonly share: number;
  /** 95 % interval of the share (Wilson). */
  readonly low: number;
  readonly high: number;
  /** At most five that it answers otherwise. */
  readonly lost: readonly { readonly original: string; readonly text: string }[];
}

/**
 * A trained model's vote on whether new texts mean what the old ones meant. The model errs too: it is asked about both
 * texts, so that an answer that was wrong before and stays the same counts as kept.
 */
export async function labelVote(
  predict: PredictLabels,
  augmented: readonly AugmentedExample[],
): Promise<LabelVote> {
  const before = await predict(augmented.map(({ original }) => original.text));
  const after = await predict(augmented.map(({ example }) => example.text));
  const lost = augmented.filter((_, i) => before[i] !== after[i]);
  const [texts, kept] = [augmented.length, augmented.length - lost.length];
  return {
    texts,
    kept,
    share: texts === 0 ? 1 : kept / texts,
    ...(texts === 0 ? { low: 0, high: 1 } : wilsonInterval(kept, texts)),
    lost: lost.slice(0, 5).map(({ original, example }) => ({ original: original.text, text: example.text })),
  };
}
