import { z } from 'zod';
import type { Token } from '../token.ts';
import { locate } from './locate.ts';
import { LONGEST_CHUNK } from './long-chunks.ts';
import { defineStep } from './step.ts';
import { loadWink } from './wink-model.ts';

/**
 * The tokenizer of wink-nlp: contractions apart (`do n't`, `it 's`), addresses, e-mail, emoticons (`:)`), hashtags,
 * mentions, numbers and scores (`7/10`) whole, punctuation as tokens; some hyphenated words are split, others not. It
 * keeps capitals.
 *
 * Scope is the chunk: on all 8,530 sentences of `rt` it finds in a sentence what it finds in the sentence's chunks.
 * A chunk of more than 256 characters is cut before it is looked at.
 */
export const wink = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({ kind: z.literal('wink') }),
  load: () => loadWink(),
  create: (_config, { loaded }) => ({
    scope: 'chunk',
    tokenize: (chunk) => {
      const tokens: Token[] = [];
      for (let from = 0; from < chunk.length; from += LONGEST_CHUNK) {
        const piece = chunk.slice(from, from + LONGEST_CHUNK);
        for (const token of locate(piece, loaded.readDoc(piece).tokens().out()))
          if (token) tokens.push({ text: token.text, start: from + token.start, end: from + token.end });
      }
      return tokens;
    },
  }),
});
