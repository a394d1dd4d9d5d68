import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { writeFileAtomic, writeJsonAtomic } from '../../files/node.ts';
import { sha256Hex } from '../../hash/index.ts';
import { parseConfig } from '../../config/index.ts';
import type { NamedArray, TrainableState } from '../trainable.ts';
import { MODEL_FOLDER_VERSION, modelManifestSchema, type ModelManifest } from './manifest.ts';
import { clearDeadTemporaries, previousOf, recoverPrevious, temporaryFor } from './siblings.ts';
import { encodeSafetensors } from './safetensors.ts';
import { weightsOf } from './weights-sha256.ts';

/** What goes into a model folder. */
export interface SavedModel extends Pick<ModelManifest, 'config' | 'labels' | 'data' | 'metrics'> {
  /** Class 1 from this probability on; default 0.5. */
  readonly threshold?: number;
  /** What `exportState()` gave; only its weights are kept. */
  readonly state: Pick<TrainableState, 'arrays'>;
  /** The serialised text pipeline. */
  readonly pipeline: unknown;
  /** What the weights of a model without word vectors belong to, as JSON; default none. */
  readonly features?: unknown;
  /** Fitted tables of the channels; default none. */
  readonly channels?: readonly NamedArray[];
}

/**
 * Writes a model folder whole or not at all: into a temporary folder beside it, synced, then renamed. A model folder
 * that is already there is replaced; any other folder is refused.
 *
 * @returns the manifest as written
 * @throws UserError when `folder` holds something else, or the parts do not fit the schema
 * @throws FailureError when it can not be written; what was there before stays
 */
export function saveModelFolder(folder: string, model: SavedModel): ModelManifest {
  const target = path.resolve(folder);
  const weights = encodeSafetensors(weightsOf(model.state));
  const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const pipeline = json(model.pipeline);
  const features = model.features == null ? null : json(model.features);
  const channels = model.channels && encodeSafetensors(model.channels);
  const manifest = parseConfig(
    modelManifestSchema,
    {
      format: 'sentilab-model',
      schemaVersion: MODEL_FOLDER_VERSION,
      config: model.config,
      labels: model.labels,
      threshold: model.threshold ?? 0.5,
      data: model.data,
      metrics: model.metrics,
      files: {
        'weights.bin': describe(weights),
        'pipeline.json': describe(pipeline),
        ...(channels && { 'channels.bin': describe(channels) }),
        ...(features && { 'features.json': describe(features) }),
      },
    },
    'model.json',
  );
  recoverPrevious(target);
  clearDeadTemporaries(target);
  refuseForeign(target);
  const temporary = temporaryFor(target, randomBytes(4).toString('hex'));
  try {
    writeFileAtomic(path.join(temporary, 'weights.bin'), weights);
    writeFileAtomic(path.join(temporary, 'pipeline.json'), pipeline);
    if (channels) writeFileAtomic(path.join(temporary, 'channels.bin'), channels);
    if (features) writeFileAtomic(path.join(temporary, 'features.json'), features);
    writeJsonAtomic(path.join(temporary, 'model.json'), manifest);
    replace(target, temporary);
  } catch (error) {
    fs.rmSync(temporary, { recursive: true, force: true });
    throw new FailureError(`Could not save the model to ${folder}: ${errorMessage(error)}`, {
      fix: 'Check the free disk space and the permissions of the folder.',
      cause: error,
    });
  }
  return manifest;
}

function describe(bytes: Uint8Array): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256: sha256Hex(bytes) };
}

/** Folders can not be exchanged in one step: the old one steps aside, and a reader knows where (`siblings.ts`). */
function replace(target: string, temporary: string): void {
  const previous = previousOf(target);
  const replacing = fs.existsSync(target);
  if (replacing) fs.renameSync(target, previous);
  try {
    fs.renameSync(temporary, target);
  } catch (error) {
    if (replacing) fs.renameSync(previous, target);
    throw error;
  }
  const parent = fs.openSync(path.dirname(target), 'r');
  try {
    fs.fsyncSync(parent);
  } finally {
    fs.closeSync(parent);
  }
  fs.rmSync(previous, { recursive: true, force: true });
}

function refuseForeign(target: string): void {
  if (!fs.existsSync(target)) return;
  const isFolder = fs.statSync(target).isDirectory();
  if (isFolder && (fs.readdirSync(target).length === 0 || fs.existsSync(path.join(target, 'model.json'))))
    return;
  throw new UserError('There is something else here, and it will not be replaced by a model.', {
    field: 'folder',
    value: target,
    fix: 'Name a folder that does not exist yet, or one that holds a model.',
  });
}
