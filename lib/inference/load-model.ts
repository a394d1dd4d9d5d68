import path from 'node:path';
import { readModelFile, readModelFolder } from '../models/node.ts';
import type { Backend } from '../runtime/index.ts';
import { getBackend } from '../runtime/node.ts';
import { createPredictor, type Predictor, type PredictorOptions } from './predictor.ts';

export interface LoadModelOptions extends PredictorOptions {
  /** Of networks. Default: the one of this process (`getBackend`), loaded if need be. */
  readonly backend?: Backend;
}

/**
 * Loads a model, ready to predict.
 *
 * @param folder a model folder, or a `.safetensors` file that `exportSafetensors` wrote
 * @throws UserError when there is no model in the folder, or one this version does not know
 * @throws FailureError when the folder is damaged
 */
export async function loadModel(folder: string, options: LoadModelOptions = {}): Promise<Predictor> {
  const read = path.extname(folder) === '.safetensors' ? readModelFile : readModelFolder;
  const parts = read(folder); // first: a wrong folder is told before TensorFlow is loaded
  return createPredictor(parts, options.backend ?? (() => getBackend()), options);
}
