/** Sources → typed examples → splits → batches. What reads files is in `sentilab/data/node`. */
export type { Batch } from './batch.ts';
export type { Dataset, Example, Split, SplitKind } from './types.ts';
