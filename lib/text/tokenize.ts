import { byChunk } from './by-chunk.ts';

const WORD = String.raw`[\p{L}\p{M}\p{N}]`;
const END = `(?!${WORD})`;
const CLITIC = `(?:s|m|re|ve|ll|d|t)${END}`;

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
    String.raw`(?:mr|mrs|ms|dr|st|jr|sr|vs|etc|prof|gen|lt|col|sgt|capt|rev|gov|sen|rep|maj|inc|ltd|corp|bros)\.`,
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

export interface TokenizeOptions {
  /** `well-made` → `well`, `-`, `made`. Default true. */
  readonly splitHyphens?: boolean;
}

/**
 * Splits normalised text in the style of the Penn Treebank, as the corpus of GloVe was: contractions apart
 * (`do n't`, `it 's`, `we 'll`), punctuation as tokens, abbreviations (`mr.`, `u.s.`), numbers and scores (`7/10`)
 * whole. Dots in a row become `...`, dashes in a row `--`, and `''` or double backticks `"`. No token holds white space,
 * and tokens depend on nothing but the characters between two spaces.
 *
 * Where GloVe kept a word whole that the Treebank splits (`cannot`, `gonna`), so do we. Other than there, hyphenated
 * words are split by default: most are too rare to be learnt, their parts are not.
 */
export function tokenize(text: string, options: TokenizeOptions = {}): string[] {
  return byChunk((chunk) => tokenizeChunk(chunk, options))(text);
}

/** The tokens of a stretch of text without white space. */
export function tokenizeChunk(
  chunk: string,
  { splitHyphens = true }: TokenizeOptions = {},
): readonly string[] {
  if (/^[a-z]+$/.test(chunk)) return [chunk];
  const tokens = chunk.replace(/''|``/g, '"').match(TOKEN) ?? [];
  return tokens.flatMap((token) => {
    if (/^\.\.+$/.test(token)) return '...';
    if (/^--+$/.test(token)) return '--';
    return splitHyphens && COMPOUND.test(token) ? token.split(/(-)/) : token;
  });
}
