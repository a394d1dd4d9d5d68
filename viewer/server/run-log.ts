import fs from 'node:fs';
import path from 'node:path';
import type { Results } from 'sentilab/tracking/node';
import type { LogLine } from '../src/api-types.ts';

/** So much of the end of a log is read, in bytes; and so many lines of it are sent. */
const MOST_BYTES = 1_000_000;
const MOST_LINES = 500;
const LONGEST = 2000;

/** The last lines that `npm run train` said in an experiment; what is no such line is left out. Empty without a log. */
export function readLog(results: Results, experiment: string): LogLine[] {
  const lines = tailOf(path.join(results.paths(experiment).folder, 'log.jsonl')).flatMap(lineOf);
  return lines.slice(-MOST_LINES);
}

function tailOf(file: string): string[] {
  let handle: number;
  try {
    if (!fs.lstatSync(file).isFile()) return []; // no link leads out of the results
    handle = fs.openSync(file, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fs.fstatSync(handle);
    const start = Math.max(0, size - MOST_BYTES);
    const bytes = Buffer.alloc(size - start);
    const read = fs.readSync(handle, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8', 0, read).split('\n');
    return start === 0 ? lines : lines.slice(1); // the first one may be half a line
  } finally {
    fs.closeSync(handle);
  }
}

function lineOf(text: string): LogLine[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null) return [];
  const { time, level, message } = parsed as Readonly<Record<string, unknown>>;
  if (typeof time !== 'string' || typeof message !== 'string') return [];
  return [
    {
      time: time.slice(0, 40),
      level: typeof level === 'string' ? level.slice(0, 20) : 'info',
      message: message.slice(0, LONGEST),
    },
  ];
}
