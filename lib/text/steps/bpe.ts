import { z } from 'zod';
import type { Token } from '../token.ts';
import { UNKNOWN_SUBWORD, WORD_START, bpeModelSchema, bpeTokenizerJson } from './bpe-model.ts';
import { MOST_SUBWORDS, trainBpe } from './bpe-train.ts';
import { LONGEST_CHUNK } from './long-chunks.ts';
import { defineStep } from './step.ts';

/**
 * Subwords by byte-pair encoding (R. Sennrich, B. Haddow, A. Birch, "Neural machine translation of rare words with
 * subword units", ACL 2016), trained on the training texts by Hugging Face's `tokenizers` and run by its
 * `@huggingface/tokenizers`: `unwatchable` → `▁un` `watch` `able`. A subword that begins a word begins with `▁`, which
 * its offsets do not count; punctuation marks stand alone. A character that training never saw is a token by itself.
 * The trained model is part of the pipeline's JSON.
 */
export const bpe = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({
    kind: z.literal('bpe'),
    vocabSize: z
      .int()
      .min(1)
      .max(MOST_SUBWORDS)
      .default(8000)
      .describe('Subwords to learn; single characters count, and all of them are kept'),
  }),
  learned: bpeModelSchema,
  load: () => import('@huggingface/tokenizers'),
  fit: (texts, { vocabSize }) => trainBpe(texts, vocabSize),
  create: (_config, { loaded, learned }) => {
    const tokenizer = new loaded.Tokenizer(bpeTokenizerJson(learned), {});
    // Only a model without a single subword does not know the mark; then the library calls it unknown.
    const skipped = learned.subwords.includes(WORD_START) ? 0 : 1;
    return {
      scope: 'chunk',
      tokenize: (chunk) => {
        const tokens: Token[] = [];
        for (let from = 0; from < chunk.length; from += LONGEST_CHUNK) {
          const subwords = tokenizer.tokenize(chunk.slice(from, from + LONGEST_CHUNK));
          append(
            tokens,
            from,
            chunk,
            chunk.startsWith(WORD_START, from) ? subwords : subwords.slice(skipped),
          );
        }
        return tokens;
      },
    };
  },
});

/** Subwords follow each other without a gap; only the mark of a word's beginning is not in the text. */
function append(tokens: Token[], from: number, chunk: string, subwords: readonly string[]): void {
  let start = from;
  for (const subword of subwords) {
    if (subword === UNKNOWN_SUBWORD) {
      const character = String.fromCodePoint(chunk.codePointAt(start) ?? 0);
      tokens.push({ text: character, start, end: start + character.length });
      start += character.length;
      continue;
    }
    const marked = start === from && subword.startsWith(WORD_START) && !chunk.startsWith(WORD_START, start);
    const end = start + subword.length - (marked ? WORD_START.length : 0);
    // A word that begins with a mark of punctuation or an unknown character has an empty beginning.
    if (end > start) tokens.push({ text: subword, start, end });
    start = end;
  }
}
