import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, errorMessage } from '../../errors/index.ts';
import { readJson } from '../../files/node.ts';
import { decodeSafetensors, type NamedArray } from '../../models/index.ts';
import type { Checkpoint } from '../history.ts';
import {
  CHECKPOINT_VERSION,
  checkpointManifestSchema,
  type CheckpointFile,
  type CheckpointManifest,
} from './manifest.ts';
import { checksumOf } from './write-checkpoint.ts';

/**
 * Reads a checkpoint and checks every byte of it.
 *
 * @param file its manifest, `step-….json`
 * @throws UserError for one that a newer version wrote, or that is none of ours
 * @throws FailureError when it, or a file it names, is missing, cut off or changed
 */
export function readCheckpoint(file: string): Checkpoint {
  return loadCheckpoint(file, readManifest(file));
}

/** The manifest alone, checked. */
export function readManifest(file: string): CheckpointManifest {
  const value = readJson(file) as Readonly<Record<string, unknown>> | null;
  if (value?.['format'] !== 'sentilab-checkpoint')
    throw new UserError('This is no checkpoint of sentilab.', {
      field: `${file}: format`,
      value: value?.['format'],
      fix: 'Name a folder of its own for checkpoints.',
    });
  const version = value['schemaVersion'];
  if (typeof version === 'number' && version > CHECKPOINT_VERSION)
    throw new UserError(
      `This checkpoint was written by a newer version; ${CHECKPOINT_VERSION} is the newest known here.`,
      { field: `${file}: schemaVersion`, value: version, fix: 'Update sentilab, or name another folder.' },
    );
  const { checksum, ...rest } = value;
  if (checksum !== checksumOf(rest)) throw damaged(file, 'its content does not have its checksum');
  const parsed = checkpointManifestSchema.safeParse(rest);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(
    `${file}: ${(issue?.path ?? []).join('.')}`,
    issue?.message ?? 'not a manifest',
    parsed.error,
  );
}

/** The whole checkpoint of a manifest. */
export function loadCheckpoint(file: string, manifest: CheckpointManifest): Checkpoint {
  const { seed, epochs, within, elapsed, scalars, state, best, pruned } = manifest;
  const arrays = (entry: CheckpointFile): NamedArray[] => readArrays(path.dirname(file), entry);
  return {
    seed,
    epochs,
    within,
    elapsed,
    state: { arrays: arrays(state), scalars },
    best: best.map(({ epoch, loss, weights }) => ({ epoch, loss, weights: arrays(weights) })),
    ...(pruned !== undefined && { pruned }),
  };
}

function readArrays(folder: string, { name, bytes, sha256 }: CheckpointFile): NamedArray[] {
  const file = path.join(folder, name);
  let content: Uint8Array;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    throw damaged(file, errorMessage(error), error);
  }
  if (content.length !== bytes) throw damaged(file, `it has ${content.length} bytes instead of ${bytes}`);
  if (createHash('sha256').update(content).digest('hex') !== sha256)
    throw damaged(file, 'its content does not have the SHA-256 of its manifest');
  return decodeSafetensors(content);
}

function damaged(where: string, how: string, cause?: unknown): FailureError {
  return new FailureError(`The checkpoint is damaged: ${how}.`, {
    field: where,
    fix: 'Go on from an earlier one, or train from the beginning.',
    cause,
  });
}
