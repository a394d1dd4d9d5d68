/** Trained models → predictions with confidence. Loading a folder is in `sentilab/inference/node`. */
export { createPredictor } from './predictor.ts';
export type { Predictor, PredictorOptions } from './predictor.ts';
export type { PredictorParts } from './restore-model.ts';
export type { Prediction, PredictionWarning, TokenAttention } from './prediction.ts';
export { confidenceKindSchema, predictOptionsSchema, uncertainSchema } from './options.ts';
export type { ConfidenceKind, PredictOptions, PredictOptionsInput, Uncertain } from './options.ts';
export { attentionAdjusted, concentration } from './confidence.ts';
export { predictStream } from './predict-stream.ts';
export type { PredictStreamOptions } from './predict-stream.ts';
