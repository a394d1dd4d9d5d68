import type { WordVectors } from '../word-vectors.ts';

/** Finds known words that stand in for an unknown token; their mean becomes its vector. */
export interface Fallback {
  /**
   * Words that have vectors and stand in for the token; null when there are none.
   *
   * @param token not among the vectors
   */
  (token: string): readonly string[] | null;
}

/** What is known of the vectors a fallback looks into. */
export type VectorWords = Pick<WordVectors, 'has' | 'words'>;

/** A fallback before it knows the vectors. */
export interface FallbackDefinition {
  create(vectors: VectorWords): Fallback;
  /**
   * For reading only the words a vocabulary can use out of a large file: the test for words that might stand in for
   * one of the tokens.
   */
  wanted(tokens: Iterable<string>): (word: string) => boolean;
}

/** A definition whose stand-ins are fixed words or lists of words: the first list whose words are all known. */
export function byCandidates(
  candidates: (token: string) => readonly (readonly string[])[],
): FallbackDefinition {
  return {
    create: (vectors) => (token) =>
      candidates(token).find((words) => words.length > 0 && words.every((word) => vectors.has(word))) ?? null,
    wanted: (tokens) => {
      const all = new Set<string>();
      for (const token of tokens)
        for (const words of candidates(token)) for (const word of words) all.add(word);
      return (word) => all.has(word);
    },
  };
}
