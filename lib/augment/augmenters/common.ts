import { z } from 'zod';
import { wordsOf, type Word } from '../words.ts';
import type { AugmentInput } from '../augmenter.ts';

/** `copies`, which every augmenter has. */
export const copies = z
  .int()
  .min(1)
  .max(64)
  .default(1)
  .describe('New examples made of each training example');

/** A share of the words: `share`, with its default. */
export const shareOf = (value: number, what: string): z.ZodDefault<z.ZodNumber> =>
  z.number().gt(0).max(1).default(value).describe(what);

/** The words of a text that an augmenter may change. */
export function freeWords({ text, isProtected }: Pick<AugmentInput, 'text' | 'isProtected'>): Word[] {
  return wordsOf(text).filter((word) => !isProtected(word.text.toLowerCase().replace('\u2019', "'")));
}
