import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { writeFileAtomic } from 'sentilab/files/node';
import { RUN_RECORD_VERSION } from 'sentilab/tracking';
import type { IndexEntry } from './run-index.ts';

/** Raised when digests change their shape: older index files are then made anew. */
const INDEX_VERSION = 1;
const FORMAT = `sentilab viewer index ${INDEX_VERSION}, records ${RUN_RECORD_VERSION}, V8 ${process.versions.v8}`;

/** Where the index of an experiment is kept between visits: in a hidden folder beside the experiments. */
export function indexFile(root: string, experiment: string): string {
  return path.join(root, '.viewer', `${experiment}.index`);
}

/** What was kept; empty when there is nothing, or nothing that this version can read: it only saves time. */
export function readIndexFile(file: string): Map<string, IndexEntry> {
  try {
    const kept = v8.deserialize(fs.readFileSync(file)) as { format: unknown; entries: unknown };
    if (kept.format !== FORMAT || !(kept.entries instanceof Map)) return new Map();
    return kept.entries as Map<string, IndexEntry>;
  } catch {
    return new Map();
  }
}

/** Keeps the index; a folder that may not be written to is no reason not to show results. */
export function writeIndexFile(file: string, entries: ReadonlyMap<string, IndexEntry>): void {
  try {
    writeFileAtomic(file, v8.serialize({ format: FORMAT, entries }));
  } catch {
    // read-only results: indexed again next time
  }
}
