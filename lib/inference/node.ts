/** Predictors out of model folders and results. */
export { loadModel } from './load-model.ts';
export type { LoadModelOptions } from './load-model.ts';
export { formatOf, predictFile } from './predict-file.ts';
export type { NamedText, PredictFileOptions, PredictedFile } from './predict-file.ts';
export { findBestModel } from './best-model.ts';
export type { BestModel } from './best-model.ts';
