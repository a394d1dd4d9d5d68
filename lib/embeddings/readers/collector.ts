import { FloatVectors } from '../float-vectors.ts';

/** Gathers rows whose number is not known beforehand. */
export class VectorCollector {
  readonly #words: string[] = [];
  readonly #seen = new Set<string>();
  readonly #keep: (word: string) => boolean;
  #values = new Float32Array(0);

  constructor(keep: (word: string) => boolean = () => true) {
    this.#keep = keep;
  }

  /** Whether a word is asked for and not here yet. */
  wants(word: string): boolean {
    return !this.#seen.has(word) && this.#keep(word);
  }

  /** Room for the vector of a word that is wanted; valid until the next call. */
  add(word: string, dimensions: number): Float32Array {
    const start = this.#words.length * dimensions;
    if (start + dimensions > this.#values.length) {
      const larger = new Float32Array(Math.max(1024 * dimensions, this.#values.length * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#words.push(word);
    this.#seen.add(word);
    return this.#values.subarray(start, start + dimensions);
  }

  /** The vectors gathered so far. */
  finish(dimensions: number): FloatVectors {
    return new FloatVectors(this.#words, this.#values.slice(0, this.#words.length * dimensions));
  }
}
