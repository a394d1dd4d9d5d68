/** Trained models → predictions with confidence. Loading a folder is in `sentilab/inference/node`. */
export { createPredictor } from './predictor.ts';
export type { Predictor, PredictorParts } from './predictor.ts';
export type { Prediction, PredictionWarning } from './prediction.ts';
