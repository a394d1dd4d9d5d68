import type { Trainable } from '../models/index.ts';
import type { Metric } from '../tracking/index.ts';
import type { Prepared } from './prepare.ts';

/** A trained model at the moment it is worth keeping. */
export interface Trained {
  readonly trainable: Pick<Trainable, 'exportState'>;
  readonly prepared: Pick<Prepared, 'dataset' | 'split' | 'pipeline'> & Partial<Pick<Prepared, 'channels'>>;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** What the weights of a model without word vectors belong to; absent for the others. */
  readonly features?: unknown;
}
