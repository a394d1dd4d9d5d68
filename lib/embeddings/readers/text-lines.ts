import { FailureError } from '../../errors/index.ts';
import type { FloatVectors } from '../float-vectors.ts';
import { VectorCollector } from './collector.ts';

const [NEWLINE, RETURN, SPACE] = [10, 13, 32];
/** The longest line taken for a line: 2,048 values of 30 characters. A longer one is another kind of file. */
const LONGEST_LINE = 1 << 16;

export interface TextLinesOptions {
  /** How messages call the file. */
  readonly name: string;
  /** Whether the first line says how many words and dimensions there are. */
  readonly header: boolean;
  readonly keep?: ((word: string) => boolean) | undefined;
  /** Expected length of a vector; default what the first line says. */
  readonly dimensions?: number;
}

/**
 * Vectors as text: a line per word, the word first, then its numbers, single spaces between. Lines whose word is not kept
 * are not looked at. Without a header a word may hold spaces: the numbers are the last fields of the line.
 *
 * @throws FailureError naming line and column of what is wrong
 */
export async function readTextLines(
  chunks: AsyncIterable<Buffer>,
  options: TextLinesOptions,
): Promise<FloatVectors> {
  const parser = new LineParser(options);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE, rest.length); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      parser.line(bytes, start, end);
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_LINE) parser.fail(LONGEST_LINE, 'the line does not end');
  }
  if (rest.length > 0) parser.line(rest, 0, rest.length);
  return parser.finish();
}

class LineParser {
  readonly #options: TextLinesOptions;
  readonly #collector: VectorCollector;
  readonly #spaces: number[] = [];
  #number = 0;
  #dimensions: number;
  #promised = -1;

  constructor(options: TextLinesOptions) {
    this.#options = options;
    this.#collector = new VectorCollector(options.keep);
    this.#dimensions = options.dimensions ?? 0;
  }

  /** One line, without its end. */
  line(bytes: Buffer, start: number, lineEnd: number): void {
    this.#number++;
    let end = lineEnd;
    if (end > start && bytes[end - 1] === RETURN) end--;
    if (end > start && bytes[end - 1] === SPACE) end--; // word2vec ends its lines with a space
    if (end === start) this.fail(1, 'the line is empty');
    if (this.#options.header && this.#number === 1) return this.#header(bytes.toString('latin1', start, end));

    const first = bytes.indexOf(SPACE, start);
    if (first < 0 || first >= end) this.fail(end - start + 1, 'a word and its numbers are expected');
    const skipped = this.#dimensions > 0 && !this.#collector.wants(bytes.toString('utf8', start, first));
    if (skipped) return;
    const spaces = this.#spaces;
    spaces.length = 0;
    for (let i = first; i < end; i++) if (bytes[i] === SPACE) spaces.push(i);
    this.#setDimensions(bytes, start, end);
    const dimensions = this.#dimensions;
    if (spaces.length < dimensions) this.fail(end - start + 1, `${spaces.length} of ${dimensions} numbers`);
    if (this.#options.header && spaces.length > dimensions)
      this.fail((spaces[dimensions] ?? 0) - start + 1, `more than ${dimensions} numbers`);
    const wordEnd = spaces[spaces.length - dimensions] ?? first;
    if (wordEnd === start) this.fail(1, 'the word is missing');
    const word = bytes.toString('utf8', start, wordEnd);
    if (!this.#collector.wants(word)) return;
    const row = this.#collector.add(word, dimensions);
    for (let d = 0; d < dimensions; d++) {
      const from = (spaces[spaces.length - dimensions + d] ?? 0) + 1;
      const to = spaces[spaces.length - dimensions + d + 1] ?? end;
      row[d] = this.#value(bytes, from, to, from - start + 1);
    }
  }

  finish(): FloatVectors {
    const read = this.#number - (this.#options.header ? 1 : 0);
    if (this.#number === 0) this.fail(1, 'the file is empty');
    if (this.#promised >= 0 && read !== this.#promised)
      this.fail(1, `the file has ${read} words and its first line promises ${this.#promised}`);
    return this.#collector.finish(this.#dimensions);
  }

  fail(column: number, what: string): never {
    throw new FailureError(
      `${this.#options.name}, line ${Math.max(1, this.#number)}, column ${column}: ${what}.`,
      { fix: 'Check that the file is whole and of the format that the configuration names.' },
    );
  }

  #header(line: string): void {
    const match = /^(\d{1,9}) (\d{1,4})$/.exec(line);
    const [words, dimensions] = [Number(match?.[1]), Number(match?.[2])];
    if (!match || dimensions === 0)
      this.fail(1, 'the number of words and of dimensions are expected, such as "400000 50"');
    this.#promised = words;
    this.#setExpected(dimensions, line.indexOf(' ') + 2);
  }

  /** The first line of a file without a header says how long a vector is. */
  #setDimensions(bytes: Buffer, start: number, end: number): void {
    if (this.#dimensions > 0) return;
    if (this.#spaces.length === 1 && /^\d+ \d+$/.test(bytes.toString('latin1', start, end)))
      this.fail(1, 'this is the first line of a word2vec or fastText file: use kind word2vec or fasttext');
    this.#setExpected(this.#spaces.length, 1);
  }

  #setExpected(dimensions: number, column: number): void {
    const expected = this.#options.dimensions;
    if (expected !== undefined && expected !== dimensions)
      this.fail(column, `vectors of ${dimensions} numbers where ${expected} are expected`);
    this.#dimensions = dimensions;
  }

  #value(bytes: Buffer, from: number, to: number, column: number): number {
    const text = bytes.toString('latin1', from, to);
    // Number() alone would take '', '0x10' and 'Infinity'.
    const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Math.fround(Number(text)) : NaN;
    if (!Number.isFinite(value)) this.fail(column, `"${text.slice(0, 20)}" is no number`);
    return value;
  }
}
