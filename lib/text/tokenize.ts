const WORD = String.raw`[\p{L}\p{M}\p{N}]`;
const END = `(?!${WORD})`;
const CLITIC = `(?:s|m|re|ve|ll|d|t)${END}`;

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

/** Most distinct words a tokenizer remembers before it starts afresh: about 30 MB. */
const MEMORY = 200_000;

/**
 * Splits normalised text in the style of the Penn Treebank, as the corpus of GloVe was: contractions apart
 * (`do n't`, `it 's`, `we 'll`), punctuation as tokens, hyphenated words, abbreviations (`mr.`, `u.s.`), numbers and
 * scores (`7/10`) whole. Dots in a row become `...`, dashes in a row `--`, and `''` or double backticks `"`. No token
 * holds white space, and tokens depend on nothing but the characters between two spaces.
 *
 * Where GloVe kept a word whole that the Treebank splits (`cannot`, `gonna`), so do we.
 */
export function tokenize(text: string): string[] {
  return tokenizeWith(text, tokenizeChunk);
}

/** The same function with a memory of its own: most words of a corpus have been seen before. */
export function createTokenizer(): (text: string) => string[] {
  const known = new Map<string, readonly string[]>();
  return (text) =>
    tokenizeWith(text, (chunk) => {
      const before = known.get(chunk);
      if (before) return before;
      if (known.size >= MEMORY) known.clear();
      const tokens = tokenizeChunk(chunk);
      known.set(chunk, tokens);
      return tokens;
    });
}

function tokenizeWith(text: string, split: (chunk: string) => readonly string[]): string[] {
  const tokens: string[] = [];
  for (const chunk of text.split(/\s+/)) {
    if (chunk === '') continue;
    for (const token of split(chunk)) tokens.push(token);
  }
  return tokens;
}

function tokenizeChunk(chunk: string): readonly string[] {
  if (/^[a-z]+$/.test(chunk)) return [chunk];
  const tokens = chunk.replace(/''|``/g, '"').match(TOKEN) ?? [];
  return tokens.map((token) => (/^\.\.+$/.test(token) ? '...' : /^--+$/.test(token) ? '--' : token));
}
