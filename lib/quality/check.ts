import type { z } from 'zod';
import type { Rng } from '../random/index.ts';
import type { DuplicateClusters, Example } from '../data/index.ts';
import type { Histogram } from './histogram.ts';
import type { WrittenLimit } from './limits.ts';

/** `error`: results on such data mean something else than they say; `warning`: they are worse; `info`: know about it. */
export type Severity = 'error' | 'warning' | 'info';

/** What a check is given. What several checks need is computed once, when the first of them asks. */
export interface CheckContext {
  readonly examples: readonly Example[];
  /** Names of the parts, the one that is trained on first. */
  readonly parts: readonly string[];
  /** Number of the part that each example is in. */
  readonly partOf: Uint8Array;
  /** Tokens of every text as the default text pipeline makes them. */
  tokens(): Promise<readonly (readonly string[])[]>;
  /** Exact and near duplicates of the whole data set. */
  duplicates(): Promise<DuplicateClusters>;
  /** Depends on the report's seed and the check's kind only. */
  readonly rng: Rng;
  /**
   * Visits every example in order, tells the progress and lets other work run in between.
   *
   * @throws the signal's reason when the check was called off
   */
  each(visit: (example: Example, index: number) => void): Promise<void>;
  /** Tells how far one long step is and lets other work run. @throws the signal's reason when called off */
  pause(done: number, total: number): Promise<void>;
}

/** Examples that a check points at: one, or several that belong together. */
export interface FoundExample {
  /** Positions in the data set. */
  readonly at: readonly number[];
  /** What is wrong with just these: `similarity 0.83`. Empty when the check says it all. */
  readonly detail: string;
  /** Where in the first text the trouble starts (UTF-16 offset); the excerpt shows it. Default 0. */
  readonly offset?: number;
}

/** What a check found out. */
export interface Found {
  /** How many examples the limit looks at; 0 when all is well. */
  readonly count: number;
  /** What the count is a share of. Default: all examples. */
  readonly total?: number;
  /** All that was found, the worst first; the report keeps the first ones. */
  readonly examples: readonly FoundExample[];
  /** Further numbers by name. */
  readonly facts?: Readonly<Record<string, number>>;
  readonly histogram?: Histogram;
  /** Why the check could not say anything: `no example has a rating`. */
  readonly skipped?: string;
}

/** One kind of fault: a file in `checks/`, a line in its index, a test, a row in docs/data.md. */
export interface QualityCheck<Options extends z.ZodObject = z.ZodObject> {
  /** How reports, limits and options name it: `near-duplicates`. */
  readonly kind: string;
  readonly title: string;
  /** What the count counts, as a sentence. */
  readonly counts: string;
  readonly severity: Severity;
  /** What to do about it, as an instruction. */
  readonly fix: string;
  /** The limit when a person gives none: `0`, `'1%'` or `'none'`. */
  readonly limit: WrittenLimit;
  /** Every field has a default. */
  readonly options: Options;
  run(context: CheckContext, options: z.output<Options>): Promise<Found>;
}

/** Types a check: its options' type follows from its schema. */
export function defineCheck<Options extends z.ZodObject>(
  check: QualityCheck<Options>,
): QualityCheck<Options> {
  return check;
}
