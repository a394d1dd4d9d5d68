import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { swapWords } from '../edits/words.ts';
import { countOf } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { copies, freeWords, shareOf } from './common.ts';

/** Random swap of EDA (Wei & Zou 2019): pairs of words change places. */
export const swap = defineAugmenter({
  kind: 'swap',
  title: 'random swap of words',
  schema: z.strictObject({
    kind: z.literal('swap'),
    copies,
    share: shareOf(0.05, 'Pairs swapped, as a share of the words, at least one'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('swap', (input) =>
      swapWords(freeWords(input), countOf(share, wordsOf(input.text).length), input.rng),
    ),
});
