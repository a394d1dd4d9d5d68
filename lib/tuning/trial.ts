import type { Dimension } from './dimensions/dimension.ts';
import type { JsonValue, TrialError } from './events.ts';
import type { Params } from './params.ts';
import type { ProposedBy } from './sampler.ts';

/** `asked` and `running` trials have no result yet; the other states are final. */
export type TrialState = 'asked' | 'running' | 'finished' | 'pruned' | 'failed';

/** One epoch of the current attempt. */
export interface TrialReport {
  /** Counted from 1. */
  readonly epoch: number;
  /** By metric name; null where the value was not a finite number. */
  readonly metrics: Readonly<Record<string, number | null>>;
}

/** One set of parameters and what became of it. */
export interface Trial<P extends Params = Params> {
  /** From 0 within its study. */
  readonly number: number;
  readonly params: P;
  /** In a study defined by running it: what each parameter was asked for with. */
  readonly dimensions?: Readonly<Record<string, Dimension>>;
  readonly proposedBy: ProposedBy;
  /** Last sequence number that the sampler had been told of. */
  readonly seenSeq: number;
  readonly state: TrialState;
  /** Of the last run; 0 when it never started. */
  readonly attempt: number;
  readonly runId: string | null;
  /** Of the last attempt, in order. */
  readonly reports: readonly TrialReport[];
  /** The objective as it was told, the first of several; null without one. */
  readonly value: number | null;
  /** All objectives of a study that has several; else null. */
  readonly values: readonly number[] | null;
  /** Why it was pruned. */
  readonly reason: string | null;
  readonly error: TrialError | null;
  /** So many attempts ended because their worker was lost. */
  readonly crashes: number;
  /** What `note` said of it. */
  readonly notes: Readonly<Record<string, JsonValue>>;
  /** Enqueued and not handed out yet. */
  readonly queued: boolean;
  /** Which of the processes that share the storage has it; null with a single one. */
  readonly by: string | null;
  /** UTC, ISO 8601. */
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}
