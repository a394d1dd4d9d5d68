import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { typo } from '../edits/keyboard.ts';
import { countOf, sample } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { copies, freeWords, shareOf } from './common.ts';

/** Slips on a QWERTY keyboard: neighbouring keys, swapped, lost and doubled letters, one in each chosen word. */
export const typos = defineAugmenter({
  kind: 'typos',
  title: 'keyboard typos',
  schema: z.strictObject({
    kind: z.literal('typos'),
    copies,
    share: shareOf(0.05, 'Share of the words with a typo, at least one'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('typos', (input) => {
      const words = freeWords(input).filter(({ text }) => text.length > 2);
      return sample(words, countOf(share, wordsOf(input.text).length), input.rng).map((word) =>
        typo(word, input.rng),
      );
    }),
});
