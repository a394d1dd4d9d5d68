/** Sources → typed examples → splits → batches. What reads files is in `sentilab/data/node`. */
export type { Dataset, Example, Split, SplitKind, UnlabelledText } from './types.ts';
export { sourceConfigSchema, sourceObjectSchema } from './source-config.ts';
export type { SourceConfig, SourceConfigInput } from './source-config.ts';
export { datasetFingerprint } from './fingerprint.ts';
export { foldText } from './fold-text.ts';
export { duplicateClusters } from './duplicates/duplicate-clusters.ts';
export type { DuplicateClusters, DuplicateOptions, NearPair } from './duplicates/duplicate-clusters.ts';
export { duplicatesConfigSchema } from './duplicates/config.ts';
export type { DuplicatesConfig, DuplicatesConfigInput } from './duplicates/config.ts';
export { splitConfigSchema } from './split/split-config.ts';
export type { SplitConfig, SplitConfigInput } from './split/split-config.ts';
export { splitDataset } from './split/split-dataset.ts';
export { trainSubset } from './train-subset.ts';
export type { Batch } from './batch.ts';
export { encodeExamples } from './encode.ts';
export { evaluationBatches, toBatch, trainingBatches } from './batches.ts';
export type { EncodedExample, EvaluationBatches, TrainingBatchOptions } from './batches.ts';
