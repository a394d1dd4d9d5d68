import { FailureError } from '../errors/index.ts';

/** Pretrained vectors by word. */
export interface WordVectors {
  readonly dimensions: number;
  /** Number of words. */
  readonly size: number;
  has(word: string): boolean;
  /** Adds `weight` times the word's vector to `target` from `offset` on; false when there is no such word. */
  addTo(word: string, target: Float32Array, offset: number, weight?: number): boolean;
  /** A copy of the word's vector, or null. */
  vector(word: string): Float32Array | null;
  /** Root mean square of all values: what a value of a word without a vector should look like. */
  readonly rms: number;
}

/** Vectors stored as 8-bit integers with one scale per word: value = scale × integer. A quarter of the bytes. */
export class QuantizedVectors implements WordVectors {
  readonly dimensions: number;
  readonly size: number;
  readonly rms: number;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #values: Int8Array;
  readonly #scales: Float32Array;

  /**
   * @param words distinct, in the order of the rows
   * @param values row-major [words, dimensions]
   * @param scales [words]
   */
  constructor(words: readonly string[], values: Int8Array, scales: Float32Array) {
    this.dimensions = values.length / words.length;
    this.size = words.length;
    this.#rows = new Map(words.map((word, row) => [word, row]));
    if (
      this.#rows.size !== words.length ||
      scales.length !== words.length ||
      !Number.isInteger(this.dimensions)
    )
      throw new FailureError('Words, vectors and scales do not belong together.', {
        value: {
          words: words.length,
          distinct: this.#rows.size,
          values: values.length,
          scales: scales.length,
        },
        fix: 'Restore the files from the repository.',
      });
    this.#values = values;
    this.#scales = scales;
    let sum = 0;
    for (let row = 0, i = 0; row < this.size; row++) {
      let squares = 0;
      for (const end = i + this.dimensions; i < end; i++) squares += (values[i] as number) ** 2;
      sum += squares * (scales[row] as number) ** 2;
    }
    this.rms = Math.sqrt(sum / values.length);
  }

  has(word: string): boolean {
    return this.#rows.has(word);
  }

  addTo(word: string, target: Float32Array, offset: number, weight = 1): boolean {
    const row = this.#rows.get(word);
    if (row === undefined) return false;
    const factor = (this.#scales[row] as number) * weight;
    const start = row * this.dimensions;
    for (let d = 0; d < this.dimensions; d++)
      target[offset + d] = (target[offset + d] as number) + (this.#values[start + d] as number) * factor;
    return true;
  }

  vector(word: string): Float32Array | null {
    const copy = new Float32Array(this.dimensions);
    return this.addTo(word, copy, 0) ? copy : null;
  }
}
