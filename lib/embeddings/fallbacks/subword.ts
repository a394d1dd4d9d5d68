import type { FallbackDefinition } from './fallback.ts';

/** Shorter parts are syllables that happen to be words. */
const SHORTEST = 3;
const WORD = /^\p{L}{6,40}$/u;

/**
 * Two known words that the token consists of, none shorter than three letters; where there are several ways, the one
 * whose shorter part is longest: `moviegoer` → `movie`, `goer`. More parts would find words in anything.
 */
export const subwordFallback: FallbackDefinition = {
  create: (vectors) => (token) => {
    const parted = splits(token).find(([head, tail]) => vectors.has(head) && vectors.has(tail));
    return parted ?? null;
  },
  wanted(tokens) {
    const parts = new Set<string>();
    for (const token of tokens) for (const part of splits(token).flat()) parts.add(part);
    return (word) => parts.has(word);
  },
};

/** From the middle outwards. */
function splits(token: string): (readonly [string, string])[] {
  const text = token.toLowerCase();
  if (!WORD.test(text)) return [];
  const found: (readonly [string, string])[] = [];
  for (let at = SHORTEST; at <= text.length - SHORTEST; at++) found.push([text.slice(0, at), text.slice(at)]);
  const shorter = ([head, tail]: readonly [string, string]): number => Math.min(head.length, tail.length);
  return found.sort((a, b) => shorter(b) - shorter(a));
}
