import { z } from 'zod';
import type { Token } from '../token.ts';
import { locate } from './locate.ts';
import { blankLongChunks } from './long-chunks.ts';
import { defineStep } from './step.ts';
import { loadWink, winkGetters } from './wink-model.ts';

const PARTS_OF_SPEECH = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
] as const;

/**
 * Lemmas by wink-nlp, which finds the part of speech of every word from its sentence: `leaves` is `leaf` as a noun and
 * `leave` as a verb, `worst` is `bad`. The text is looked at as the tokenizer saw it, whatever the tokenizer. A token
 * that wink-nlp cuts otherwise, or that an earlier step has changed, keeps its form. Lemmas are in lower case.
 */
export const lemma = defineStep({
  stage: 'token',
  schema: z.strictObject({
    kind: z.literal('lemma'),
    pos: z
      .array(z.enum(PARTS_OF_SPEECH))
      .min(1)
      .default(['ADJ', 'ADV', 'AUX', 'NOUN', 'VERB'])
      .describe('Universal parts of speech whose words become lemmas; others keep their form'),
  }),
  load: () => loadWink(['sbd', 'pos']),
  create: ({ pos }, { loaded }) => {
    const chosen: ReadonlySet<string> = new Set(pos);
    const { lemma, pos: partOfSpeech } = winkGetters(loaded);
    return {
      scope: 'text',
      apply: (tokens, text) => {
        const short = blankLongChunks(text);
        const found = loaded.readDoc(short).tokens();
        const lemmas = found.out(lemma);
        const parts = found.out(partOfSpeech);
        const lemmaAt = new Map<number, Lemma>();
        for (const [i, word] of locate(short, found.out()).entries()) {
          const form = lemmas[i];
          if (word && form && chosen.has(parts[i] ?? '')) lemmaAt.set(word.start, { form, end: word.end });
        }
        return tokens.map((token) => lemmaOf(token, text, lemmaAt.get(token.start)));
      },
    };
  },
});

interface Lemma {
  readonly form: string;
  readonly end: number;
}

function lemmaOf(token: Token, text: string, found: Lemma | undefined): Token {
  if (!found || found.end !== token.end) return token;
  const untouched = text.slice(token.start, token.end).toLowerCase() === token.text.toLowerCase();
  return untouched ? { ...token, text: found.form } : token;
}
