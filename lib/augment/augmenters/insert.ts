import { z } from 'zod';
import { defineAugmenter, textAugmenter } from '../augmenter.ts';
import { drawSynonym, replaceableWords } from '../edits/synonyms.ts';
import { insertBefore } from '../edits/words.ts';
import { countOf } from '../sample.ts';
import { wordsOf } from '../words.ts';
import { copies, shareOf } from './common.ts';
import { SYNONYM_RESOURCES, senses, synonymTools } from './synonym-options.ts';

/** Random insertion of EDA (Wei & Zou 2019): a synonym of a random word of the text, at a random place. */
export const insert = defineAugmenter({
  kind: 'insert',
  title: 'random insertion of synonyms',
  schema: z.strictObject({
    kind: z.literal('insert'),
    copies,
    share: shareOf(0.05, 'Words put in, as a share of the words there are, at least one'),
    senses,
  }),
  needs: () => SYNONYM_RESOURCES,
  create: ({ share, senses: meanings }, resources) => {
    const tools = synonymTools(resources, 'insert');
    return textAugmenter('insert', ({ text, rng, isProtected }) => {
      const words = wordsOf(text);
      const rules = { senses: meanings, isProtected };
      const sources = rng.shuffle(replaceableWords(text, tools, rules));
      const synonyms: string[] = [];
      for (const source of sources) {
        if (synonyms.length === countOf(share, words.length)) break;
        const synonym = drawSynonym(source, tools, rules, rng);
        if (synonym !== null) synonyms.push(synonym);
      }
      return insertBefore(words, synonyms, rng);
    });
  },
});
