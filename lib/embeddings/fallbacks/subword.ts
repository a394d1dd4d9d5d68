import type { Fallback, FallbackDefinition, VectorWords } from './fallback.ts';

/** Shorter pieces are syllables that happen to be words. */
const SHORTEST = 3;
const LONGEST = 40;
const WORD = /^\p{L}+$/u;

/** The fewest known words that the token consists of, none shorter than three letters: `moviegoer` → `movie`, `goer`. */
export const subwordFallback: FallbackDefinition = {
  create: (vectors) => split(vectors),
  wanted(tokens) {
    const pieces = new Set<string>();
    for (const token of tokens) {
      const lower = token.toLowerCase();
      if (!splittable(lower)) continue;
      for (let start = 0; start <= lower.length - SHORTEST; start++)
        for (let end = start + SHORTEST; end <= lower.length; end++) pieces.add(lower.slice(start, end));
    }
    return (word) => pieces.has(word);
  },
};

function splittable(token: string): boolean {
  return token.length >= 2 * SHORTEST && token.length <= LONGEST && WORD.test(token);
}

/** Dynamic programming over the ends of pieces; of equally few pieces the one with the longest last piece. */
function split(vectors: VectorWords): Fallback {
  return (token) => {
    const text = token.toLowerCase();
    if (!splittable(text)) return null;
    const pieces: number[] = [0]; // pieces[end]: fewest that make text[0 … end]
    const starts: number[] = [0];
    for (let end = 1; end <= text.length; end++) {
      pieces.push(Infinity);
      starts.push(-1);
      for (let start = 0; start <= end - SHORTEST; start++)
        if (pieces[start]! + 1 < pieces[end]! && vectors.has(text.slice(start, end))) {
          pieces[end] = pieces[start]! + 1;
          starts[end] = start;
        }
    }
    if (pieces[text.length] === Infinity) return null;
    const words: string[] = [];
    for (let end = text.length; end > 0; end = starts[end]!) words.unshift(text.slice(starts[end], end));
    return words;
  };
}
