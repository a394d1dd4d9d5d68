import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { readJson } from '../../files/node.ts';
import { sha256Hex } from '../../hash/index.ts';
import type { NamedArray } from '../trainable.ts';
import { MODEL_FOLDER_VERSION, modelManifestSchema, type ModelManifest } from './manifest.ts';
import { previousOf, recoverPrevious } from './siblings.ts';
import { decodeSafetensors } from './safetensors.ts';

/** A model folder in memory, its hashes checked. */
export interface LoadedModelFolder {
  readonly manifest: ModelManifest;
  /** `weights/…`. */
  readonly arrays: readonly NamedArray[];
  /** The serialised text pipeline; its reader validates it. */
  readonly pipeline: unknown;
  /** What the weights of a model without word vectors belong to; its reader validates it. Null for the others. */
  readonly features: unknown;
  /** Tables of the channels; null for a model without. */
  readonly channels: readonly NamedArray[] | null;
}

/**
 * Reads a model folder and checks every byte against its manifest.
 *
 * @throws UserError when there is no model, or one that a newer version wrote
 * @throws FailureError when a file is missing, cut off or changed
 */
export function readModelFolder(folder: string): LoadedModelFolder {
  const target = path.resolve(folder);
  if (!fs.existsSync(target) && fs.existsSync(previousOf(target))) recoverPrevious(target);
  const manifest = readManifest(target);
  const weights = readChecked(target, 'weights.bin', manifest);
  const json = (name: keyof ModelManifest['files']): unknown =>
    JSON.parse(new TextDecoder().decode(readChecked(target, name, manifest)));
  return {
    manifest,
    arrays: decodeSafetensors(weights),
    pipeline: json('pipeline.json'),
    features: manifest.files['features.json'] ? json('features.json') : null,
    channels: manifest.files['channels.bin']
      ? decodeSafetensors(readChecked(target, 'channels.bin', manifest))
      : null,
  };
}

function readManifest(folder: string): ModelManifest {
  const file = path.join(folder, 'model.json');
  if (!fs.existsSync(file))
    throw new UserError('No model here: there is no model.json.', {
      field: 'model',
      value: folder,
      fix: 'Name a folder such as results/<experiment>/artifacts/<run>/model.',
    });
  const value = readJson(file) as { format?: unknown; schemaVersion?: unknown } | null;
  if (value?.format !== 'sentilab-model')
    throw new UserError('This model.json was not written by sentilab.', {
      field: `${file}: format`,
      value: value?.format,
      fix: 'Name a folder that sentilab saved a model in.',
    });
  if (typeof value.schemaVersion === 'number' && value.schemaVersion > MODEL_FOLDER_VERSION)
    throw new UserError(
      `This model was saved by a newer version; ${MODEL_FOLDER_VERSION} is the newest known here.`,
      {
        field: `${file}: schemaVersion`,
        value: value.schemaVersion,
        fix: 'Update sentilab, or train the model again.',
      },
    );
  const parsed = modelManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(
    `${file}: ${(issue?.path ?? []).join('.')}`,
    issue?.message ?? 'not a manifest',
    parsed.error,
  );
}

function readChecked(
  folder: string,
  name: keyof ModelManifest['files'],
  { files }: ModelManifest,
): Uint8Array {
  const file = path.join(folder, name);
  let content: Uint8Array;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    throw damaged(file, errorMessage(error), error);
  }
  const expected = files[name];
  if (expected === undefined) throw damaged(file, 'model.json does not name it');
  if (content.length !== expected.bytes)
    throw damaged(file, `it has ${content.length} bytes instead of ${expected.bytes}`);
  if (sha256Hex(content) !== expected.sha256)
    throw damaged(file, 'its content does not have the SHA-256 of model.json');
  return content;
}

function damaged(where: string, how: string, cause?: unknown): FailureError {
  return new FailureError(`The model folder is damaged: ${how}.`, {
    field: where,
    fix: 'Restore the folder from a copy, or train the model again.',
    cause,
  });
}
