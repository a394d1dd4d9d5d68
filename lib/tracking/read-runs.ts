import fs from 'node:fs';
import path from 'node:path';
import { errorMessage } from '../errors/index.ts';
import { readJson } from '../files/node.ts';
import type { RunRecord } from './schema/run-record.ts';
import { parseRunRecord } from './upgrade.ts';

/** A file that could not be used, and why. */
export interface Problem {
  /** Relative to the results folder, forward slashes. */
  readonly file: string;
  readonly message: string;
}

/** Records in the order the runs started, and what could not be read. */
export interface RunsRead {
  readonly runs: readonly RunRecord[];
  readonly problems: readonly Problem[];
}

/** No record comes near it; a file beyond it is something else. */
const LARGEST_BYTES = 64 * 1024 * 1024;

/**
 * Reads every record of a runs/ folder. Damaged, foreign and future files are named in `problems`; the others load.
 * Names that begin with a dot are unfinished writes of a process that died, and were never part of the results.
 */
export function readRunsFolder(root: string, folder: string): RunsRead {
  const runs: RunRecord[] = [];
  const problems: Problem[] = [];
  for (const { name } of entriesOf(folder)) {
    if (name.startsWith('.')) continue;
    const found = readRunFile(root, folder, name);
    if ('message' in found) problems.push(found);
    else runs.push(found);
  }
  runs.sort((a, b) => compareText(a.timing.startedAt, b.timing.startedAt) || compareText(a.id, b.id));
  return { runs, problems };
}

/** One file of a runs/ folder: its record, or why it is none. Never throws. */
export function readRunFile(root: string, folder: string, name: string): RunRecord | Problem {
  const file = path.join(folder, name);
  try {
    return readRun(file, name);
  } catch (error) {
    const shown = path.relative(root, file).split(path.sep).join('/');
    return { file: shown, message: errorMessage(error).replaceAll(file, shown) };
  }
}

function readRun(file: string, name: string): RunRecord {
  // A link could lead out of results/: it is named, never followed.
  const found = fs.lstatSync(file);
  if (!found.isFile()) throw new Error('Not a plain file. Only run records belong in runs/.');
  if (!name.endsWith('.json')) throw new Error('Not a run record: its name does not end in .json.');
  if (found.size > LARGEST_BYTES)
    throw new Error(`Too large for a run record: ${Math.round(found.size / 1024 / 1024)} MiB, at most 64.`);
  const record = parseRunRecord(readJson(file), file);
  if (`${record.id}.json` !== name)
    throw new Error(
      `Holds the record of another run, ${record.id}: a copy? Rename it to ${record.id}.json or delete it.`,
    );
  return record;
}

/** Sorted by name; empty when the folder does not exist. */
export function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
