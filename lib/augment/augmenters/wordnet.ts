import { z } from 'zod';
import { defineAugmenter, required, textAugmenter } from '../augmenter.ts';
import { replaceWords, replaceableWords } from '../edits/synonyms.ts';
import { countOf, sample } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { cosine } from '../neighbours.ts';
import { copies, shareOf } from './common.ts';

/**
 * Synonyms by WordNet, in the sense and form of the word: the meaning looked up is that of the word's part of speech, and
 * `films` becomes `movies`. EDA's synonym replacement (Wei & Zou 2019) does without both.
 */
export const wordnet = defineAugmenter({
  kind: 'wordnet',
  title: 'synonyms by WordNet',
  schema: z.strictObject({
    kind: z.literal('wordnet'),
    copies,
    share: shareOf(0.05, 'Share of the words replaced, at least one'),
    senses: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .describe('Meanings of a word whose synonyms are taken, the most frequent first'),
    similarity: z
      .number()
      .min(-1)
      .max(1)
      .nullable()
      .default(0.5)
      .describe(
        'Least cosine between the vectors of a word and its synonym, which must have one; null: not looked at',
      ),
  }),
  needs: ({ similarity }) => [
    'wordnet',
    'tagger',
    'inflector',
    ...(similarity === null ? [] : ['vectors' as const]),
  ],
  create: ({ share, senses, similarity }, resources) => {
    const tools = {
      wordnet: required(resources, 'wordnet', 'wordnet'),
      tagger: required(resources, 'tagger', 'wordnet'),
      inflector: required(resources, 'inflector', 'wordnet'),
    };
    const vectors = similarity === null ? null : required(resources, 'vectors', 'wordnet');
    const fits = (word: string, synonym: string): boolean =>
      vectors === null || similarity === null || cosine(vectors, word, synonym) >= similarity;
    return textAugmenter('wordnet', ({ text, rng, isProtected }) => {
      const words = replaceableWords(text, tools, { senses, isProtected, fits });
      return replaceWords(sample(words, countOf(share, wordsOf(text).length), rng), rng);
    });
  },
});
