import type { Token } from '../token.ts';

/**
 * Where words stand that a library cut out of a text in order: one entry per word, null for white space and for a word
 * that is not found after the one before it (a library may mend a character).
 */
export function locate(text: string, words: readonly string[]): (Token | null)[] {
  let cursor = 0;
  return words.map((word) => {
    if (/^\s*$/.test(word)) return null;
    const start = text.indexOf(word, cursor);
    if (start === -1) return null;
    cursor = start + word.length;
    return { text: word, start, end: cursor };
  });
}
