import type { Token } from '../text/index.ts';

/** What became of a text on the way into a model: what its warning is made of. */
export interface Reading {
  /** The text after all text steps; made only where it is looked at. */
  readonly normalized: () => string;
  /** Tokens of the text. */
  readonly tokens: number;
  /** How many of them the model reads. */
  readonly read: number;
  /** How many of those it does not know. */
  readonly unknown: number;
  /** How many of those it knows are words: two letters or digits, an emoji, or a character of a script without spaces. */
  readonly knownWords: number;
}

/** A text scored. */
export interface Score {
  /** Of the positive class. */
  readonly probability: number;
  readonly reading: Reading;
  /** Attention on each token that is read, adding up to 1; null when it was not asked for, or the model has none. */
  readonly attention: Float32Array | null;
}

/** Texts → probabilities, whatever kind the model is of. */
export interface Scorer {
  readonly hasAttention: boolean;
  score(texts: readonly string[], options: { readonly attention: boolean }): Score[];
  /** The tokens of a text that the model reads, with their places: those that `attention` belongs to. */
  readTokens(text: string): readonly Token[];
  dispose(): void;
}

const WORD =
  /[\p{L}\p{M}\p{N}]{2}|\p{Extended_Pictographic}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Whether there is something in a text that can carry a meaning. */
export function hasWord(text: string): boolean {
  return WORD.test(text);
}
