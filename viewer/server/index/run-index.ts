import fs from 'node:fs';
import path from 'node:path';
import { errorMessage } from 'sentilab/errors';
import { readRunFile, type Problem, type Results } from 'sentilab/tracking/node';
import { digestOf, interner, type Digest } from './digest.ts';
import { indexFile, readIndexFile, writeIndexFile } from './index-file.ts';

/** One file of runs/ as it was when it was read. */
export interface IndexEntry {
  /** Time of change and size: while both stay, so does the file. */
  readonly stamp: string;
  /** Counts the files as they were read: what is new since a moment has a larger one. */
  readonly seq: number;
  readonly digest: Digest | null;
  readonly problem: Problem | null;
}

/** So many new files make it worth to keep the index on disk. */
const WORTH_KEEPING = 200;

/** The records of one experiment, read once: only files that are new or changed are opened again. */
export class RunIndex {
  readonly #folder: string;
  readonly #file: string;
  readonly #root: string;
  readonly #intern = interner();
  #entries: Map<string, IndexEntry>;
  #seq: number;
  readonly #born = `${Date.now().toString(36)}-${process.pid.toString(36)}`;
  #generation = 1;
  #unsaved = 0;
  #sorted: { readonly version: string; readonly digests: readonly Digest[] } | null = null;
  #closed: Problem | null = null;

  constructor(results: Results, experiment: string) {
    this.#root = results.root;
    this.#folder = results.paths(experiment).runsFolder;
    this.#file = indexFile(results.root, experiment);
    this.#entries = readIndexFile(this.#file);
    this.#seq = Math.max(0, ...[...this.#entries.values()].map(({ seq }) => seq));
  }

  /** Changes with every record: `<index>-<generation>.<seq>`. Another generation means that records went away or were replaced. */
  get version(): string {
    return `${this.#born}-${this.#generation}.${this.#seq}`;
  }

  /**
   * Looks at the folder again.
   *
   * @param deep look at files that are known too; records never change, so new names are enough for a quick look
   */
  refresh(deep: boolean): void {
    const names = this.#names();
    const there = new Set(names);
    for (const name of this.#entries.keys())
      if (!there.has(name)) {
        this.#entries.delete(name);
        this.#generation++;
      }
    for (const name of names) {
      if (name.startsWith('.')) continue;
      const known = this.#entries.get(name);
      if (known?.digest != null && !deep) continue;
      const stamp = stampOf(path.join(this.#folder, name));
      if (known?.stamp === stamp) continue;
      if (known !== undefined) this.#generation++;
      const found = readRunFile(this.#root, this.#folder, name);
      const failed = 'message' in found;
      this.#entries.set(name, {
        stamp,
        seq: ++this.#seq,
        digest: failed ? null : digestOf(found, this.#intern),
        problem: failed ? found : null,
      });
      this.#unsaved++;
    }
    if (this.#unsaved >= WORTH_KEEPING) {
      writeIndexFile(this.#file, this.#entries);
      this.#unsaved = 0;
    }
  }

  /** What lies in the folder; nothing, with the reason among the problems, when it cannot be looked into. */
  #names(): string[] {
    this.#closed = null;
    try {
      return fs.readdirSync(this.#folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        const file = path.relative(this.#root, this.#folder).split(path.sep).join('/');
        this.#closed = { file, message: errorMessage(error).replaceAll(this.#folder, file) };
      }
      return [];
    }
  }

  /** Records in the order they started; those read after a version, or null when that version's records are not all there. */
  digests(since?: string): readonly Digest[] | null {
    // Another server counted its files in another order: its versions mean nothing here.
    const [generation, seq] = (since ?? '').split('.');
    if (since !== undefined && generation !== `${this.#born}-${this.#generation}`) return null;
    if (since === undefined && this.#sorted?.version === this.version) return this.#sorted.digests;
    const digests = [...this.#entries.values()]
      .flatMap((entry) =>
        entry.digest !== null && (since === undefined || entry.seq > Number(seq)) ? [entry.digest] : [],
      )
      .sort(
        ({ record: a }, { record: b }) =>
          compare(a.timing.startedAt, b.timing.startedAt) || compare(a.id, b.id),
      );
    if (since === undefined) this.#sorted = { version: this.version, digests };
    return digests;
  }

  /** Files that are no records, with the reason. */
  get problems(): readonly Problem[] {
    const closed = this.#closed === null ? [] : [this.#closed];
    return [...closed, ...[...this.#entries.values()].flatMap(({ problem }) => problem ?? [])];
  }

  /** Whether there is a record of this id. */
  has(runId: string): boolean {
    return this.#entries.get(`${runId}.json`)?.digest != null;
  }
}

function stampOf(file: string): string {
  try {
    const { mtimeMs, size } = fs.lstatSync(file);
    return `${mtimeMs}-${size}`;
  } catch {
    return 'gone';
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
