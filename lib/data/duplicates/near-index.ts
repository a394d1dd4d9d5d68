import type { DuplicatesConfig } from './config.ts';
import { MinHasher, bandsFor } from './min-hash.ts';
import type { Bands } from './min-hash.ts';
import { jaccard, shinglesOf } from './shingles.ts';

/** A text as the index compares it. */
export interface Sketch {
  readonly shingles: Uint32Array;
  /** One name per band; equal bands have equal names, different ones hardly ever. */
  readonly bands: Int32Array;
}

/** A text found, by its number in the index. */
export interface NearText {
  readonly number: number;
  /** Jaccard similarity of the shingles, exact. */
  readonly similarity: number;
}

/**
 * Texts seen so far, and which of them are near a new one (MinHash with banded LSH; candidates are compared exactly).
 * What it answers depends on the texts put in before, never on later ones.
 */
export class NearIndex {
  readonly #config: DuplicatesConfig;
  readonly #layout: Bands;
  readonly #hasher: MinHasher;
  readonly #shingles: Uint32Array[] = [];
  /** Per band: name → the last text of that name. */
  readonly #last: Map<number, number>[];
  /** Per band and text: the text before it of the same name, -1 for none. */
  readonly #before: number[][];

  constructor(config: DuplicatesConfig) {
    this.#config = config;
    this.#layout = bandsFor(config.threshold, config.hashes);
    this.#hasher = new MinHasher(config.hashes);
    this.#last = Array.from({ length: this.#layout.count }, () => new Map<number, number>());
    this.#before = this.#last.map(() => []);
  }

  sketch(text: string): Sketch {
    const shingles = shinglesOf(text, this.#config.shingle);
    const { count, rows } = this.#layout;
    const signature = this.#hasher.signature(shingles);
    const bands = Int32Array.from({ length: count }, (_, band) => {
      let name = band;
      for (let i = band * rows; i < (band + 1) * rows; i++) {
        name = Math.imul(name ^ (signature[i] as number), 0x5bd1e995);
        name ^= name >>> 15;
      }
      return name >>> 1; // 31 bits: what a map keeps without a box
    });
    return { shingles, bands };
  }

  /** Puts a text in. Its number is the count of texts put in before. */
  add({ shingles, bands }: Sketch): void {
    const number = this.#shingles.push(shingles) - 1;
    bands.forEach((name, band) => {
      const last = this.#last[band] as Map<number, number>;
      (this.#before[band] as number[])[number] = last.get(name) ?? -1;
      last.set(name, number);
    });
  }

  /**
   * The texts of the index that are near, each once at most.
   *
   * @param skip texts that need not be compared, for example because they are joined already; asked anew for each
   */
  *near({ shingles, bands }: Sketch, skip: (number: number) => boolean): Generator<NearText> {
    if (shingles.length === 0) return; // nothing in common with nothing
    const compared = new Set<number>();
    for (let band = 0; band < bands.length; band++) {
      const before = this.#before[band] as number[];
      const start = this.#last[band]?.get(bands[band] as number) ?? -1;
      for (let number = start; number >= 0; number = before[number] as number) {
        if (skip(number) || compared.has(number)) continue;
        compared.add(number);
        const similarity = jaccard(this.#shingles[number] as Uint32Array, shingles);
        if (similarity >= this.#config.threshold) yield { number, similarity };
      }
    }
  }
}
