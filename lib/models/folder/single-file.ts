import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { writeFileAtomic } from '../../files/node.ts';
import { sha256Hex } from '../../hash/index.ts';
import type { NamedArray } from '../trainable.ts';
import { modelManifestSchema, type ModelManifest } from './manifest.ts';
import { readModelFolder, type LoadedModelFolder } from './read-model-folder.ts';
import { decodeSafetensors, encodeSafetensors, safetensorsMetadata } from './safetensors.ts';

/** Names of the arrays of channels begin so in the one file; the others are weights. */
const CHANNELS = 'channels/';

/**
 * A whole model as one safetensors file: weights and tables as arrays, model.json, pipeline.json and features.json as its
 * metadata. Python's library reads it; `readModelFile` makes the model folder's content of it again.
 *
 * @throws UserError when the file's name does not end in .safetensors
 * @throws FailureError when the folder is damaged, or the file can not be written
 */
export function exportSafetensors(folder: string, file: string): void {
  if (path.extname(file) !== '.safetensors')
    throw new UserError('The file is in the safetensors layout.', {
      field: 'file',
      value: file,
      fix: 'End its name with .safetensors.',
    });
  const { manifest, arrays, channels } = readModelFolder(folder);
  const text = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  const bytes = encodeSafetensors([...arrays, ...(channels ?? [])], {
    format: 'sentilab-model',
    model: JSON.stringify(manifest),
    pipeline: text('pipeline.json'),
    ...(manifest.files['features.json'] && { features: text('features.json') }),
  });
  writeFileAtomic(file, bytes);
}

/**
 * Reads what `exportSafetensors` wrote and checks every part against its hash.
 *
 * @throws UserError when there is no such file, or it holds arrays alone
 * @throws FailureError when it is damaged
 */
export function readModelFile(file: string): LoadedModelFolder {
  const bytes = read(file);
  const metadata = safetensorsMetadata(bytes);
  const { format, model, pipeline, features } = metadata;
  if (format !== 'sentilab-model' || model === undefined || pipeline === undefined)
    throw new UserError('This file holds arrays, but no model of sentilab: the text pipeline is missing.', {
      field: 'model',
      value: file,
      fix: 'Name a model folder, or a file that `npm run export` wrote.',
    });
  const manifest = modelManifestSchema.parse(JSON.parse(model));
  const all = decodeSafetensors(bytes);
  const arrays = all.filter(({ name }) => !name.startsWith(CHANNELS));
  const channels = all.filter(({ name }) => name.startsWith(CHANNELS));
  const { files } = manifest;
  const check = (name: keyof ModelManifest['files'], content: Uint8Array | string | undefined): void => {
    const expected = files[name];
    if (expected !== undefined && (content === undefined || sha256Hex(content) !== expected.sha256))
      throw new FailureError(
        `The model file is damaged: its ${name} does not have the SHA-256 of its model.json.`,
        {
          field: file,
          fix: 'Export the model again.',
        },
      );
  };
  check('weights.bin', encodeSafetensors(arrays));
  check('pipeline.json', pipeline);
  check('features.json', features);
  check('channels.bin', encodeSafetensors(channels));
  return {
    manifest,
    arrays,
    pipeline: JSON.parse(pipeline) as unknown,
    features: features === undefined ? null : (JSON.parse(features) as unknown),
    channels: channels.length === 0 ? null : (channels satisfies readonly NamedArray[]),
  };
}

function read(file: string): Uint8Array {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw new UserError(`No model here: ${errorMessage(error)}.`, {
      field: 'model',
      value: file,
      fix: 'Name a model folder, or a file that `npm run export` wrote.',
    });
  }
}
