/** Word vectors, however they are stored. Words are in the order of the file they came from: most frequent first. */
export interface WordVectors {
  readonly dimensions: number;
  /** Number of words. */
  readonly size: number;
  has(word: string): boolean;
  /** Adds `weight` times the word's vector to `target` from `offset` on; false when there is no such word. */
  addTo(word: string, target: Float32Array, offset: number, weight?: number): boolean;
  /** A copy of the word's vector, or null. */
  vector(word: string): Float32Array | null;
  /** All words, in the order of the rows. */
  words(): Iterable<string>;
  /** Root mean square of all values: what a value of a word without a vector should look like. */
  readonly rms: number;
}
