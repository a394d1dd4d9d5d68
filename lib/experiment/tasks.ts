import type { RunRecord } from '../tracking/index.ts';
import type { RunConfig } from './run-config.ts';

/** What a worker is asked to do: plain JSON, fit to go through a queue. */
export interface TrainTask {
  readonly kind: 'train';
  readonly config: RunConfig;
  readonly seed: number;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  /** The experiment's folder and where in it the model goes when it is better than `best`; null: never kept. */
  readonly keep: { readonly folder: string; readonly path: string; readonly best: number | null } | null;
  /** Folder of the run's checkpoints, which it goes on from when there are any; left out: none are kept. */
  readonly checkpoints?: string;
  /** The result found again of an earlier run: nothing is trained. */
  readonly found?: RunRecord;
  /** Fingerprint of the data that the coordinator has; a worker of another machine must have the same. */
  readonly dataFingerprint?: string;
}
