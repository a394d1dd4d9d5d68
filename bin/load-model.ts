import fs from 'node:fs';
import path from 'node:path';
import type { Predictor } from 'sentilab/inference';
import { loadModel } from 'sentilab/inference/node';

/**
 * The model that a person means by a path: a model folder, a `.safetensors` file, or a training's checkpoints, whose best
 * weights are taken unless `/last` is appended.
 */
export async function loadNamedModel(place: string): Promise<Predictor> {
  const isThere = fs.existsSync(place);
  const folder = isThere ? place : path.dirname(place);
  const name = path.basename(place);
  if (isThere ? path.extname(place) !== '.safetensors' : name === 'best' || name === 'last') {
    const { holdsCheckpoints, loadCheckpointModel } = await import('sentilab/experiment/node');
    if (holdsCheckpoints(folder))
      return loadCheckpointModel(folder, { which: !isThere && name === 'last' ? 'last' : 'best' });
  }
  return loadModel(place);
}
