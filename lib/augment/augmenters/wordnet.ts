import { z } from 'zod';
import { defineAugmenter, required, textAugmenter } from '../augmenter.ts';
import { replaceSome, replaceableWords } from '../edits/synonyms.ts';
import { countOf } from '../sample.ts';
import { wordsOf } from '../words.ts';
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
  }),
  needs: () => ['wordnet', 'tagger', 'inflector'],
  create: ({ share, senses }, resources) => {
    const tools = {
      wordnet: required(resources, 'wordnet', 'wordnet'),
      tagger: required(resources, 'tagger', 'wordnet'),
      inflector: required(resources, 'inflector', 'wordnet'),
    };
    return textAugmenter('wordnet', ({ text, rng, isProtected }) => {
      const rules = { senses, isProtected };
      const words = replaceableWords(text, tools, rules);
      return replaceSome(words, countOf(share, wordsOf(text).length), tools, rules, rng);
    });
  },
});
