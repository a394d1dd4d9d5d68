// The notebook kernel checks a source with what it refers to, without the list in tsconfig.json.
/// <reference path="../../../types/wink-porter2-stemmer.d.ts" />
import { z } from 'zod';
import { defineStep } from './step.ts';

/** Words remembered at most, so that an endless stream of texts does not fill the memory. */
const MEMORY = 200_000;

/** A word with a stem: begins with a letter. The stemmer takes quadratic time, so endless ones keep their form. */
const WORD = /^\p{L}.{0,63}$/su;

/**
 * Porter2 stems: `performances` → `perform`, `generously` → `generous` (M. F. Porter, "The English (Porter2) stemming
 * algorithm", snowballstem.org), by wink-porter2-stemmer. Only tokens that begin with a letter are stemmed (`'s`, `7/10`
 * and `...` stay as they are), in lower case. Every word is stemmed once and remembered.
 */
export const stem = defineStep({
  stage: 'token',
  schema: z.strictObject({ kind: z.literal('stem') }),
  load: async () => (await import('wink-porter2-stemmer')).default,
  create: (_config, { loaded }) => {
    const memory = new Map<string, string>();
    return {
      scope: 'token',
      apply: (token) => {
        let found = memory.get(token);
        if (found === undefined) {
          found = WORD.test(token) ? loaded(token.toLowerCase()) || token : token;
          if (memory.size < MEMORY) memory.set(token, found);
        }
        return found;
      },
    };
  },
});
