import type { Rng } from 'sentilab/random';
import { cutEverywhere, flipBytes } from './break-journal.ts';
import type { BreakReport } from './break-journal.ts';
import { manyWriters } from './many-writers.ts';
import type { WritersReport } from './many-writers.ts';
import { noSpace } from './no-space.ts';
import type { NoSpaceReport } from './no-space.ts';
import { bundleWriter } from './start-writer.ts';

export interface JournalDrillOptions {
  readonly root: string;
  /** An empty folder that other users may read. */
  readonly folder: string;
  /** Bytes flipped, one at a time. */
  readonly flips: number;
  readonly processes: number;
  /** By each process. */
  readonly appends: number;
  readonly rng: Rng;
}

export interface JournalDrillReport {
  readonly cut: BreakReport;
  readonly flipped: BreakReport;
  readonly writers: WritersReport;
  readonly noSpace: NoSpaceReport;
}

/** Cuts, flips, crowds and starves a journal: nothing acknowledged may be lost but a damaged record, and that is named. */
export async function journalDrill(options: JournalDrillOptions): Promise<JournalDrillReport> {
  const { root, folder, flips, rng } = options;
  const cut = cutEverywhere(folder);
  const flipped = flipBytes(folder, flips, rng);
  const bundle = bundleWriter(root, folder);
  const writers = await manyWriters(bundle, folder, options);
  return { cut, flipped, writers, noSpace: await noSpace(bundle, folder) };
}
