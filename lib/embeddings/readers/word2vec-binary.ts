import path from 'node:path';
import { FailureError } from '../../errors/index.ts';
import type { FloatVectors } from '../float-vectors.ts';
import { VectorCollector } from './collector.ts';
import { openFile } from './open-file.ts';
import type { ReadVectorsOptions } from './reader.ts';

const [NEWLINE, SPACE] = [10, 32];
/** Bytes of the longest word taken for a word. */
const LONGEST_WORD = 4096;

/**
 * The binary format of word2vec and gensim: a line `words dimensions`, then per word its bytes, a space, and its numbers
 * as little-endian 32-bit floats; word2vec itself ends each with a newline, gensim does not. `.gz` is unpacked.
 *
 * @throws UserError when there is no such file; FailureError naming the byte of what is wrong
 */
export function readWord2vecBinary(file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> {
  return parseWord2vecBinary(openFile(file, options), path.basename(file), options.keep);
}

/**
 * The same from any stream of bytes.
 *
 * @param name how messages call it
 */
export async function parseWord2vecBinary(
  chunks: AsyncIterable<Buffer>,
  name: string,
  keep?: (word: string) => boolean,
): Promise<FloatVectors> {
  const parser = new BinaryParser(name, keep);
  for await (const chunk of chunks) parser.push(chunk);
  return parser.finish();
}

class BinaryParser {
  readonly #name: string;
  readonly #collector: VectorCollector;
  #rest: Buffer = Buffer.alloc(0);
  /** Where `#rest` begins in the file. */
  #offset = 0;
  #words = -1;
  #dimensions = 0;
  #read = 0;

  constructor(name: string, keep: ((word: string) => boolean) | undefined) {
    this.#name = name;
    this.#collector = new VectorCollector(keep);
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = this.#words < 0 ? this.#header(bytes) : 0;
    if (this.#words >= 0)
      while (this.#read < this.#words) {
        const next = this.#record(bytes, at);
        if (next < 0) break;
        at = next;
        this.#read++;
      }
    this.#rest = bytes.subarray(at);
    this.#offset += at;
    if (this.#words >= 0 && this.#read === this.#words && /[^\n]/.test(this.#rest.toString('latin1', 0, 16)))
      this.#fail(0, `more bytes than ${this.#words} words need`);
  }

  finish(): FloatVectors {
    if (this.#words < 0) this.#fail(this.#rest.length, 'the first line does not end');
    if (this.#read < this.#words)
      this.#fail(this.#rest.length, `the file ends after ${this.#read} of ${this.#words} words`);
    return this.#collector.finish(this.#dimensions);
  }

  /** Where the first word begins; 0 while the line is not whole. */
  #header(bytes: Buffer): number {
    const end = bytes.indexOf(NEWLINE);
    if (end < 0 && bytes.length < 64) return 0;
    const match = /^(\d{1,9}) (\d{1,4})\r?$/.exec(bytes.toString('latin1', 0, end < 0 ? 64 : end));
    if (!match || Number(match[2]) === 0)
      this.#fail(0, 'the number of words and of dimensions are expected, such as "3000000 300"');
    this.#words = Number(match[1]);
    this.#dimensions = Number(match[2]);
    return end + 1;
  }

  /** Where the next record begins; -1 when this one is not whole yet. */
  #record(bytes: Buffer, from: number): number {
    const start = bytes[from] === NEWLINE ? from + 1 : from;
    const end = bytes.indexOf(SPACE, start);
    if ((end < 0 ? bytes.length : end) - start > LONGEST_WORD) this.#fail(start, 'the word does not end');
    const next = end + 1 + 4 * this.#dimensions;
    if (end < 0 || next > bytes.length) return -1;
    if (end === start) this.#fail(start, 'the word is missing');
    const word = bytes.toString('utf8', start, end);
    if (this.#collector.wants(word)) {
      const row = this.#collector.add(word, this.#dimensions);
      for (let d = 0; d < this.#dimensions; d++) {
        const value = bytes.readFloatLE(end + 1 + 4 * d);
        if (!Number.isFinite(value)) this.#fail(end + 1 + 4 * d, `a number of "${word}" is ${value}`);
        row[d] = value;
      }
    }
    return next;
  }

  #fail(at: number, what: string): never {
    throw new FailureError(`${this.#name}, byte ${this.#offset + at}: ${what}.`, {
      fix: 'Check that the file is whole and in word2vec’s binary format.',
    });
  }
}
