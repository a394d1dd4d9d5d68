import { FailureError } from '../errors/index.ts';
import type { WordVectors } from './word-vectors.ts';

/** Rows of numbers by word; how a row is stored is left to the class that extends it. */
export abstract class RowVectors implements WordVectors {
  readonly dimensions: number;
  readonly size: number;
  readonly #rows: ReadonlyMap<string, number>;
  #rms: number | null = null;

  /**
   * @param words distinct, in the order of the rows
   * @param length of the row-major array [words, dimensions]
   * @param facts said when words and values do not belong together
   */
  protected constructor(words: readonly string[], length: number, facts: Readonly<Record<string, number>>) {
    this.dimensions = words.length === 0 ? 0 : length / words.length;
    this.size = words.length;
    this.#rows = new Map(words.map((word, row) => [word, row]));
    const scales = facts['scales'] ?? words.length;
    if (this.#rows.size !== words.length || scales !== words.length || !Number.isInteger(this.dimensions))
      throw new FailureError('Words and vectors do not belong together.', {
        value: { words: words.length, distinct: this.#rows.size, values: length, ...facts },
        fix: 'Restore the files or make them again.',
      });
  }

  /** Adds `weight` times a row to `target` from `offset` on. */
  protected abstract addRow(row: number, target: Float32Array, offset: number, weight: number): void;

  get rms(): number {
    if (this.#rms === null) {
      const row = new Float32Array(this.dimensions);
      let squares = 0;
      for (let i = 0; i < this.size; i++) {
        row.fill(0);
        this.addRow(i, row, 0, 1);
        for (const value of row) squares += value * value;
      }
      this.#rms = this.size === 0 ? 0 : Math.sqrt(squares / (this.size * this.dimensions));
    }
    return this.#rms;
  }

  has(word: string): boolean {
    return this.#rows.has(word);
  }

  addTo(word: string, target: Float32Array, offset: number, weight = 1): boolean {
    const row = this.#rows.get(word);
    if (row === undefined) return false;
    this.addRow(row, target, offset, weight);
    return true;
  }

  vector(word: string): Float32Array | null {
    const copy = new Float32Array(this.dimensions);
    return this.addTo(word, copy, 0) ? copy : null;
  }

  words(): Iterable<string> {
    return this.#rows.keys();
  }
}
