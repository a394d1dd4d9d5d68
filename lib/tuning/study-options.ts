import type { DuplicatePolicy } from './duplicates.ts';
import type { Direction } from './objectives.ts';
import type { Params } from './params.ts';
import type { Pruner } from './pruners/pruner.ts';
import type { ProposedBy, Sampler } from './sampler.ts';
import type { Space } from './space.ts';
import type { Storage } from './storage/storage.ts';

export interface StudyOptions<P extends Params = Params> {
  /** Names the study; a storage that holds another one is refused. Default `study`. */
  readonly id?: string;
  readonly space: Space<P>;
  readonly sampler: Sampler<P>;
  /** Default: nothing is pruned. */
  readonly pruner?: Pruner;
  /** Which way is better; a list for several objectives. */
  readonly direction: Direction | readonly [Direction, ...Direction[]];
  /** Which of the reported metrics the pruner looks at; the objective is the value that is told. Default `value`. */
  readonly metric?: string;
  /** What happens to a suggestion that a trial was made of already. Default `repeat`. */
  readonly duplicates?: DuplicatePolicy;
  /** Default: in memory. */
  readonly storage?: Storage;
  /** Plain JSON kept in the header for people and viewers. Default null. */
  readonly definition?: unknown;
}

/** What `ask` hands out. */
export interface AskedTrial<P extends Params = Params> {
  readonly number: number;
  readonly params: P;
  readonly proposedBy: ProposedBy;
  readonly seenSeq: number;
}

/** The end of a trial that was run. */
export interface TrialResult {
  readonly state: 'finished' | 'pruned';
  /** The objective. Finite for a finished trial; default for a pruned one: its last reported metric. */
  readonly value?: number | null;
  /** Instead of `value` in a study of several objectives, in the order of its directions. */
  readonly values?: readonly number[];
  /** Default: what `start` said; without a start `<study>-t<number>`. */
  readonly runId?: string;
  /** Why it was pruned. */
  readonly reason?: string;
}
