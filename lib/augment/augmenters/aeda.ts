import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { insertMarks } from '../edits/characters.ts';
import { wordsOf } from '../words.ts';
import { copies, shareOf } from './common.ts';

/**
 * AEDA (Karimi, Rossi and Prati 2021): marks of punctuation at random places. The paper puts in up to a third of the number
 * of words; of that a trained model's vote lost more than one label in twenty on texts it had not learnt from.
 */
export const aeda = defineAugmenter({
  kind: 'aeda',
  title: 'AEDA: punctuation',
  schema: z.strictObject({
    kind: z.literal('aeda'),
    copies,
    share: shareOf(0.2, 'Most marks put in, as a share of the words; how many is drawn, at least one'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('aeda', ({ text, rng }) => {
      const words = wordsOf(text);
      const most = Math.max(1, Math.floor(share * words.length));
      return insertMarks(words, rng.int(1, most), rng);
    }),
});
