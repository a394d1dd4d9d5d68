import type { Dataset } from 'sentilab/data';

/** What a first configuration is chosen by. */
export interface DatasetFacts {
  readonly examples: number;
  /** Share of the positive class. */
  readonly positive: number;
  /** Words by white space: of the text in the middle, and of the longest of nineteen in twenty. */
  readonly words: { readonly median: number; readonly most: number };
  /** Tokens that the model reads. */
  readonly maxLength: number;
  readonly epochs: number;
  /** Trials of each sampler. */
  readonly trials: number;
}

/** Tokens beyond which a first try would take too long. */
const LONGEST = 256;
/** Texts that a first trial is trained on: minutes, not hours. */
const STEPS = 2000;

/** Looks at the data once: lengths decide how many tokens are read, the number of texts how often they are seen. */
export function datasetFacts({ examples }: Dataset): DatasetFacts {
  const lengths = Int32Array.from(examples, ({ text }) => text.split(/\s+/).filter(Boolean).length).sort();
  const at = (share: number): number => lengths[Math.floor(share * (lengths.length - 1))] ?? 0;
  const most = at(0.95);
  // Punctuation makes tokens too: a fifth more than there are words.
  const maxLength = Math.min(LONGEST, Math.max(16, Math.ceil((most * 1.2) / 16) * 16));
  const stepsPerEpoch = Math.max(1, Math.ceil((0.8 * examples.length) / 32));
  return {
    examples: examples.length,
    positive: examples.filter(({ label }) => label === 1).length / examples.length,
    words: { median: at(0.5), most },
    maxLength,
    epochs: Math.min(10, Math.max(2, Math.round(STEPS / stepsPerEpoch))),
    trials: 8,
  };
}
