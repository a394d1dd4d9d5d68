import { pairPlace } from './pair-place.ts';

/** How many documents of each class have a word, and how many have a pair of words. */
export class PresenceCounts {
  /** [words] per class: negative, positive. */
  readonly words: readonly [Int32Array, Int32Array];
  /** [2^bits] per class. */
  readonly pairs: readonly [Int32Array, Int32Array];
  readonly #bits: number;

  constructor(words: number, bits: number) {
    this.words = [new Int32Array(words), new Int32Array(words)];
    this.pairs = [new Int32Array(2 ** bits), new Int32Array(2 ** bits)];
    this.#bits = bits;
  }

  /**
   * Counts what a document has, once each.
   *
   * @param by 1 to add the document, -1 to take one away that was added
   */
  add(ids: Int32Array, label: 0 | 1, by: 1 | -1 = 1): void {
    const words = this.words[label];
    for (const id of new Set(ids)) words[id] = (words[id] ?? 0) + by;
    const pairs = this.pairs[label];
    for (const place of this.#places(ids)) pairs[place] = (pairs[place] ?? 0) + by;
  }

  #places(ids: Int32Array): Set<number> {
    const places = new Set<number>();
    for (let i = 1; i < ids.length; i++)
      places.add(pairPlace(ids[i - 1] as number, ids[i] as number, this.#bits));
    return places;
  }
}

/**
 * r = log((p / |p|₁) / (q / |q|₁)) per feature, with p = α + positive documents that have it, q the same of the negative
 * ones: Wang & Manning 2012, section 2.1.
 */
export function logCountRatios(
  [negative, positive]: readonly [Int32Array, Int32Array],
  alpha: number,
): Float64Array {
  const total = (counts: Int32Array): number =>
    counts.reduce((sum, count) => sum + count, alpha * counts.length);
  const shift = Math.log(total(negative) / total(positive));
  return Float64Array.from(
    positive,
    (count, k) => Math.log((count + alpha) / ((negative[k] as number) + alpha)) + shift,
  );
}
