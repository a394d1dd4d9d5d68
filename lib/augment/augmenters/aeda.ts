import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { insertMarks } from '../edits/characters.ts';
import { wordsOf } from '../words.ts';
import { copies, shareOf } from './common.ts';

/** AEDA (Karimi, Rossi and Prati 2021): from one mark of punctuation to a third of the words, at random places. */
export const aeda = defineAugmenter({
  kind: 'aeda',
  title: 'AEDA: punctuation',
  schema: z.strictObject({
    kind: z.literal('aeda'),
    copies,
    share: shareOf(0.3, 'Most marks put in, as a share of the words; how many is drawn, at least one'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('aeda', ({ text, rng }) => {
      const words = wordsOf(text);
      const most = Math.max(1, Math.floor(share * words.length));
      return insertMarks(words, rng.int(1, most), rng);
    }),
});
