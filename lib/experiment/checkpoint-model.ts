import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError, errorMessage } from '../errors/index.ts';
import { readJson, writeFileAtomic, writeJsonAtomic } from '../files/node.ts';
import { sha256Hex } from '../hash/index.ts';
import { createPredictor, type Predictor, type PredictorOptions } from '../inference/index.ts';
import {
  MODEL_FOLDER_VERSION,
  decodeSafetensors,
  encodeSafetensors,
  modelManifestSchema,
  weightsOf,
  type ModelManifest,
} from '../models/index.ts';
import { getBackend, type Backend } from '../runtime/node.ts';
import type { Checkpoint } from '../training/index.ts';
import { readCheckpoint } from '../training/node.ts';
import type { Prepared } from './prepare.ts';
import type { RunConfig } from './run-config.ts';

/** Which of a training's weights: those of the best epoch so far, or those after the last step. */
export type CheckpointWeights = 'best' | 'last';

const PARTS = 'model.json';
const CHANNELS = 'channels.safetensors';
const MANIFEST = /^step-\d+-epoch-\d+\.json$/;

const partsSchema = z.strictObject({
  ...modelManifestSchema.pick({ config: true, labels: true, data: true }).shape,
  format: z.literal('sentilab-checkpoint-model'),
  pipeline: z.json(),
});

/**
 * Writes beside a training's checkpoints what its weights need to predict: configuration, labels, pipeline, channels. What
 * is there stays: a folder belongs to one training.
 */
export function writeCheckpointModel(folder: string, config: RunConfig, prepared: Prepared): void {
  if (fs.existsSync(path.join(folder, PARTS))) return;
  const { dataset, split, pipeline, channels } = prepared;
  if (channels) writeFileAtomic(path.join(folder, CHANNELS), encodeSafetensors(channels.toTables()));
  writeJsonAtomic(path.join(folder, PARTS), {
    format: 'sentilab-checkpoint-model',
    config,
    labels: dataset.labels,
    data: { name: dataset.name, fingerprint: dataset.fingerprint, splitFingerprint: split.fingerprint },
    pipeline: pipeline.toJSON(),
  });
}

/** Whether a folder holds checkpoints of a training. */
export function holdsCheckpoints(folder: string): boolean {
  return newestFirst(folder).length > 0;
}

/**
 * The model of a training that is under way or was interrupted, ready to predict.
 *
 * @param which default best
 * @throws UserError when there is no checkpoint, or no epoch has ended yet and the best is wanted
 * @throws FailureError when no checkpoint is whole
 */
export async function loadCheckpointModel(
  folder: string,
  {
    which = 'best',
    backend,
    ...options
  }: PredictorOptions & { readonly which?: CheckpointWeights; readonly backend?: Backend } = {},
): Promise<Predictor> {
  const checkpoint = newestWhole(folder);
  const arrays = which === 'last' ? weightsOf(checkpoint.state) : checkpoint.best[0]?.weights;
  if (arrays === undefined)
    throw new UserError('No epoch has ended yet: there is no best one.', {
      field: 'model',
      value: folder,
      fix: `Name the last weights: ${path.join(folder, 'last')}.`,
    });
  const { format: _, pipeline, ...parts } = partsSchema.parse(readJson(path.join(folder, PARTS)));
  const describe = (bytes: Uint8Array): ModelManifest['files']['weights.bin'] => ({
    bytes: bytes.length,
    sha256: sha256Hex(bytes),
  });
  const tables = path.join(folder, CHANNELS);
  return createPredictor(
    {
      manifest: {
        ...parts,
        format: 'sentilab-model',
        schemaVersion: MODEL_FOLDER_VERSION,
        threshold: 0.5,
        metrics: {},
        files: {
          'weights.bin': describe(encodeSafetensors(arrays)),
          'pipeline.json': describe(new TextEncoder().encode(JSON.stringify(pipeline))),
        },
      },
      arrays,
      pipeline,
      features: null,
      channels: fs.existsSync(tables) ? decodeSafetensors(fs.readFileSync(tables)) : null,
    },
    backend ?? (() => getBackend()),
    options,
  );
}

function newestFirst(folder: string): string[] {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => MANIFEST.test(name))
    .sort()
    .reverse();
}

function newestWhole(folder: string): Checkpoint {
  let failure: unknown = null;
  for (const name of newestFirst(folder))
    try {
      return readCheckpoint(path.join(folder, name));
    } catch (error) {
      failure ??= error;
    }
  if (failure !== null) throw failure instanceof Error ? failure : new Error(errorMessage(failure));
  throw new UserError('There is no checkpoint here.', {
    field: 'model',
    value: folder,
    fix: 'Name a model folder, or the folder of a training’s checkpoints.',
  });
}
