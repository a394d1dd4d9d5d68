/** What a contestant's process is asked and answers: one line of text each way, the answer as JSON. */

/** A training step; predictions for a batch; predictions for one review. */
export const TASKS = ['train', 'infer-64', 'infer-1'] as const;
export type Task = (typeof TASKS)[number];

/** The first line of a process. */
export interface Ready {
  /** Who computes, with versions. */
  readonly library: string;
}

/** What one task took. */
export interface Measured {
  readonly wallMs: number;
  /** User and system time of all threads. */
  readonly cpuMs: number;
  /** Loss of a training step, before it; null for predictions. */
  readonly loss: number | null;
  /** Largest resident memory of the process so far, MiB. */
  readonly peakMemoryMiB: number;
}
