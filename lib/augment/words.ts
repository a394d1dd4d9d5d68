import type { Span } from './rewrite.ts';

/** A word of a text: letters, with marks, digits, hyphens and apostrophes inside. */
export interface Word extends Span {
  readonly text: string;
}

/** Markup, addresses and entities are not words: a typo inside them would be damage, not noise. */
const MASKED = /<[a-z/!][^<>]*>|https?:\/\/\S+|www\.\S+|&#?[a-z0-9]+;/gi;
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['\u2019-][\p{L}\p{M}\p{N}]+)*/gu;

/** What remains of `it's` and `do n't` where a corpus writes them apart: no words of their own. */
const CLITIC = /^(?:s|m|re|ve|ll|d|t)$/i;

/**
 * The words of a text with their offsets, in order. Markup, addresses, entities, numbers and parted contractions
 * (`'s`, `n't`) are left out.
 */
export function wordsOf(text: string): Word[] {
  const masks = /[<&]|www\.|https?:/i.test(text)
    ? Array.from(text.matchAll(MASKED), ({ 0: whole, index = 0 }) => ({
        start: index,
        end: index + whole.length,
      }))
    : [];
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (masks.some((mask) => start < mask.end && end > mask.start)) continue;
    const before = text[start - 1];
    if ((before === "'" || before === '\u2019') && CLITIC.test(match[0])) continue;
    if (/^n['\u2019]t$/i.test(match[0])) continue;
    words.push({ text: match[0], start, end });
  }
  return words;
}

/** A replacement written as the word it replaces: `Film` → `Movie`, `FILM` → `MOVIE`. */
export function likeCase(word: string, replacement: string): string {
  if (word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase())
    return replacement.toUpperCase();
  const first = word.charAt(0);
  return first !== first.toLowerCase()
    ? replacement.charAt(0).toUpperCase() + replacement.slice(1)
    : replacement;
}

/**
 * Words that carry a sentence's grammar rather than its subject (the usual short English list): synonyms of theirs make
 * nonsense.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the and or but nor so yet if then than as at by for from in into of off on onto out over to up with without ' +
    'about above after again against all am any are be because been before being below between both can could did do ' +
    'does doing down during each few further had has have having he her here hers herself him himself his how i is it ' +
    'its itself just me more most my myself no not now once only other our ours ourselves own same she should some ' +
    'such that their theirs them themselves there these they this those through too under until very was we were ' +
    'what when where which while who whom why will would you your yours yourself yourselves also may might must shall ' +
    'one'
  ).split(' '),
);
