import type { Interval } from '../wilson-interval.ts';

/** Examples that are alike in one respect, and how many of them a model gets right. */
export interface Slice {
  /** Values of the slice, both ends included. */
  readonly low: number;
  readonly high: number;
  readonly examples: number;
  /** Positive ones among them. */
  readonly positives: number;
  readonly right: number;
  readonly accuracy: number;
  /** Wilson interval of `accuracy`. */
  readonly interval: Interval;
}
