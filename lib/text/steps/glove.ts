import { z } from 'zod';
import type { Token } from '../token.ts';
import { defineStep } from './step.ts';

const WORD = String.raw`[\p{L}\p{M}\p{N}]`;
const END = `(?!${WORD})`;
const CLITIC = `(?:s|m|re|ve|ll|d|t)${END}`;

const ABBREVIATED = String.raw`(?:mr|mrs|ms|dr|st|jr|sr|vs|etc|prof|gen|lt|col|sgt|capt|rev|gov|sen|rep|maj|inc|ltd|corp|bros)\.`;
const ABBREVIATION = new RegExp(`^${ABBREVIATED}$`, 'i');

/** A word with a hyphen inside; neither an address nor a number. */
const COMPOUND = /^(?!https?:|www\.)[^-]+(?:-[^-]+)+$/u;

/** Alternatives in order of precedence; the first that matches where the last token ended is the next token. */
const TOKEN = new RegExp(
  [
    String.raw`https?:\/\/\S+|www\.\S+`,
    String.raw`\.{2,}`, // ellipsis
    String.raw`-{2,}`, // dash
    String.raw`[:;=]'?-?[()dp]${END}`, // :) ;-( :d
    String.raw`(?:\p{L}\.){2,}`, // u.s. j.r.r.
    ABBREVIATED,
    `n't${END}`,
    String.raw`\p{L}+?(?=n't${END})`, // do n't, ca n't
    `'${CLITIC}`, // it 's, we 'll
    String.raw`'\d\ds?${END}`, // '80s
    `'n'|'(?:em|til|cause)${END}`,
    String.raw`\d+(?:[.,:\/]\d+)+${END}`, // 1,000 2.5 7/10
    `${WORD}+(?:(?:'(?!${CLITIC})|[&-])${WORD}+)*`, // well-made, o'brien, at&t
    String.raw`\S`, // any other character is a token by itself
  ].join('|'),
  'giu',
);

/**
 * Splits in the style of the Penn Treebank, as the corpus of GloVe was: contractions apart (`do n't`, `it 's`, `we 'll`),
 * punctuation as tokens, abbreviations (`mr.`, `u.s.`), numbers and scores (`7/10`) whole. Dots in a row become `...`,
 * dashes in a row `--`, and `''` or double backticks `"`; every other token is what stands in the text. Where GloVe kept
 * a word whole that the Treebank splits (`cannot`, `gonna`), so do we.
 */
export const glove = defineStep({
  stage: 'tokenizer',
  schema: z.strictObject({
    kind: z.literal('glove'),
    splitHyphens: z
      .boolean()
      .default(true)
      .describe('Split well-made into well, -, made: rare compounds would become <unk>'),
  }),
  create: ({ splitHyphens }) => ({
    scope: 'chunk',
    tokenize: (chunk) => tokenizeChunk(chunk, splitHyphens),
  }),
});

/** The tokens of a stretch of text without white space. */
export function tokenizeChunk(chunk: string, splitHyphens: boolean): readonly Token[] {
  // Most chunks are a word, or a word and a mark; the expression below says the same of them, slowly.
  if (/^[a-z]+$/i.test(chunk)) return [{ text: chunk, start: 0, end: chunk.length }];
  if (/^[a-z]+[.,!?"]$/i.test(chunk) && !ABBREVIATION.test(chunk)) {
    const end = chunk.length - 1;
    return [
      { text: chunk.slice(0, end), start: 0, end },
      { text: chunk.slice(end), start: end, end: end + 1 },
    ];
  }
  const folded = chunk.replace(/''|``/g, '"');
  const offsetOf = folded.length === chunk.length ? null : unfold(chunk);
  const tokens: Token[] = [];
  // Matches lie end to end: any character that is no white space is at least a token by itself.
  let start = 0;
  for (const match of folded.match(TOKEN) ?? []) {
    const parts = splitHyphens && COMPOUND.test(match) ? match.split(/(-)/) : [match];
    for (const part of parts) {
      const end = start + part.length;
      tokens.push({
        text: foldMarks(part),
        start: offsetOf?.[start] ?? start,
        end: offsetOf?.[end] ?? end,
      });
      start = end;
    }
  }
  return tokens;
}

/** Dots in a row are an ellipsis, dashes in a row a dash, of whatever length. */
function foldMarks(token: string): string {
  if (token.startsWith('..')) return '...';
  return token.startsWith('--') ? '--' : token;
}

/** Where each character of the chunk with its double quotes folded begins in the chunk itself; one more for the end. */
function unfold(chunk: string): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < chunk.length; at++) {
    offsets.push(at);
    const pair = chunk.slice(at, at + 2);
    if (pair === "''" || pair === '``') at++;
  }
  return [...offsets, chunk.length];
}
