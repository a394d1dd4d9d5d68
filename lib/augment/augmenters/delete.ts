import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { deleteWords } from '../edits/words.ts';
import { wordsOf } from '../words.ts';
import { copies, freeWords, shareOf } from './common.ts';

/** Random deletion of EDA (Wei & Zou 2019): each word goes with the given probability; one always stays. */
export const deletion = defineAugmenter({
  kind: 'delete',
  title: 'random deletion of words',
  schema: z.strictObject({
    kind: z.literal('delete'),
    copies,
    share: shareOf(0.05, 'Probability that a word is left out'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('delete', (input) => {
      const gone = freeWords(input).filter(() => input.rng.float() < share);
      return deleteWords(input.text, gone.length === wordsOf(input.text).length ? gone.slice(1) : gone);
    }),
});
