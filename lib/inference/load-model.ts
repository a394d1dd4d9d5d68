import { readModelFolder } from '../models/node.ts';
import type { Backend } from '../runtime/index.ts';
import { getBackend } from '../runtime/node.ts';
import { createPredictor, type Predictor, type PredictorOptions } from './predictor.ts';

export interface LoadModelOptions extends PredictorOptions {
  /** Of networks. Default: the one of this process (`getBackend`), loaded if need be. */
  readonly backend?: Backend;
}

/**
 * Loads a model folder, ready to predict.
 *
 * @throws UserError when there is no model in the folder, or one this version does not know
 * @throws FailureError when the folder is damaged
 */
export async function loadModel(folder: string, options: LoadModelOptions = {}): Promise<Predictor> {
  const parts = readModelFolder(folder); // first: a wrong folder is told before TensorFlow is loaded
  return createPredictor(parts, options.backend ?? (() => getBackend()), options);
}
