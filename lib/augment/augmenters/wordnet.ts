import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { replaceSome, replaceableWords } from '../edits/synonyms.ts';
import { countOf } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { copies, shareOf } from './common.ts';
import { SYNONYM_RESOURCES, senses, synonymTools } from './synonym-options.ts';

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
    senses,
  }),
  needs: () => SYNONYM_RESOURCES,
  create: ({ share, senses: meanings }, resources) => {
    const tools = synonymTools(resources, 'wordnet');
    return textAugmenter('wordnet', ({ text, rng, isProtected }) => {
      const rules = { senses: meanings, isProtected };
      const words = replaceableWords(text, tools, rules);
      return replaceSome(words, countOf(share, wordsOf(text).length), tools, rules, rng);
    });
  },
});
