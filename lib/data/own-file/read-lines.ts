import fs from 'node:fs/promises';
import { UserError } from '../../errors/index.ts';

/** One line without its line break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

export interface ReadLinesOptions {
  /** How messages call the file; default its path. */
  readonly shown?: string;
  /** Longest line in bytes; a longer one is no line of text but something else. Default 64 MiB. */
  readonly longest?: number;
}

const CHUNK = 256 * 1024;
const LINE_FEED = 10;

/**
 * The lines of a UTF-8 file, read as they are asked for and without a byte-order mark. Only a line feed ends a line (with
 * a carriage return before it or not): JSON may hold the line separators of Unicode, which Node's readline takes for ends.
 *
 * @throws UserError when a line is longer than `longest`
 */
export async function* readLines(file: string, options: ReadLinesOptions = {}): AsyncGenerator<Line> {
  const { shown = file, longest = 64 * 2 ** 20 } = options;
  const handle = await fs.open(file);
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.allocUnsafe(size > 0 && size < CHUNK ? size : CHUNK);
    let rest: Buffer[] = []; // the beginning of a line whose end has not been read yet
    let restLength = 0;
    let number = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) break;
      let start = 0;
      for (let end; (end = buffer.indexOf(LINE_FEED, start)) !== -1 && end < bytesRead; start = end + 1) {
        const tail = buffer.subarray(start, end);
        yield line(rest.length === 0 ? tail : Buffer.concat([...rest, tail]), ++number);
        rest = [];
        restLength = 0;
      }
      if (start < bytesRead) {
        rest.push(Buffer.from(buffer.subarray(start, bytesRead))); // a copy: the buffer is used again
        restLength += bytesRead - start;
        if (restLength > longest)
          throw new UserError(`A line is longer than ${longest} bytes.`, {
            field: `${shown}, line ${number + 1}`,
            fix: 'Give a text file with one record per line.',
          });
      }
    }
    if (restLength > 0) yield line(Buffer.concat(rest), number + 1);
  } finally {
    await handle.close();
  }
}

function line(bytes: Buffer, number: number): Line {
  const text = bytes.toString('utf8', number === 1 && bytes.indexOf('\ufeff') === 0 ? 3 : 0);
  return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
}
