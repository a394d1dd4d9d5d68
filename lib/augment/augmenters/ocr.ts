import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { misread } from '../edits/ocr.ts';
import { countOf, sample } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { copies, freeWords, shareOf } from './common.ts';

/** Misread letters as optical character recognition leaves them: `rn` for `m`, `0` for `o`. */
export const ocr = defineAugmenter({
  kind: 'ocr',
  title: 'misread letters (OCR)',
  schema: z.strictObject({
    kind: z.literal('ocr'),
    copies,
    share: shareOf(0.05, 'Share of the words with a misread letter, at least one'),
  }),
  needs: () => [],
  create: ({ share }) =>
    textAugmenter('ocr', (input) => {
      const { text, rng } = input;
      return sample(freeWords(input), countOf(share, wordsOf(text).length), rng).flatMap(
        (word) => misread(word, rng) ?? [],
      );
    }),
});
