import { createHash } from 'node:crypto';
import path from 'node:path';
import { writeFileAtomic, writeJsonAtomic } from '../../files/node.ts';
import { canonicalJson, sha256Hex } from '../../hash/index.ts';
import { encodeSafetensors, type NamedArray } from '../../models/index.ts';
import type { Checkpoint } from '../history.ts';
import { CHECKPOINT_VERSION, type CheckpointFile, type CheckpointManifest } from './manifest.ts';
import type { TrainingIdentity } from './store.ts';

/**
 * Writes a checkpoint: its arrays first, each file whole or not at all and synced, then the manifest that names them with
 * their hashes. Until the manifest has its name there is no such checkpoint; from then on it is whole.
 *
 * @param known files of arrays that are already there, by the array list they were made of; completed here
 * @returns the manifest's file name and what it names
 */
export function writeCheckpoint(
  folder: string,
  identity: TrainingIdentity,
  { seed, epochs, within, elapsed, state, best, pruned }: Checkpoint,
  step: number,
  known: WeakMap<readonly NamedArray[], CheckpointFile>,
): { readonly name: string; readonly manifest: CheckpointManifest } {
  const place = `step-${pad(step, 8)}-epoch-${pad(epochs.length, 4)}`;
  const fileOf = (stem: string, arrays: readonly NamedArray[]): CheckpointFile => {
    let file = known.get(arrays);
    if (file === undefined) known.set(arrays, (file = writeArrays(folder, stem, arrays)));
    return file;
  };
  const manifest: CheckpointManifest = {
    format: 'sentilab-checkpoint',
    schemaVersion: CHECKPOINT_VERSION,
    identity: { ...identity },
    seed,
    step,
    epochs: epochs.map((epoch) => ({ ...epoch, metrics: { ...epoch.metrics } })),
    within: { ...within },
    elapsed: { ...elapsed },
    scalars: { ...state.scalars },
    best: best.map(({ epoch, loss, weights }) => ({
      epoch,
      loss,
      weights: fileOf(`best-epoch-${pad(epoch, 4)}`, weights),
    })),
    state: writeArrays(folder, place, state.arrays),
    ...(pruned !== undefined && { pruned }),
  };
  const name = `${place}.json`;
  writeJsonAtomic(path.join(folder, name), { ...manifest, checksum: checksumOf(manifest) });
  return { name, manifest };
}

/** What guards the manifest itself. */
export function checksumOf(manifest: object): string {
  return sha256Hex(canonicalJson(manifest));
}

/** The name holds the beginning of the hash: other content never takes the place of this. */
function writeArrays(folder: string, stem: string, arrays: readonly NamedArray[]): CheckpointFile {
  const content = encodeSafetensors(arrays);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const name = `${stem}-${sha256.slice(0, 8)}.safetensors`;
  writeFileAtomic(path.join(folder, name), content);
  return { name, bytes: content.length, sha256 };
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
