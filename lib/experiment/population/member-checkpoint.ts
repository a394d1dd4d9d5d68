import fs from 'node:fs';
import path from 'node:path';
import { FailureError } from '../../errors/index.ts';
import { readJson, writeFileAtomic, writeJsonAtomic } from '../../files/node.ts';
import { sha256Hex } from '../../hash/index.ts';
import { decodeSafetensors, encodeSafetensors, type TrainableState } from '../../models/index.ts';

/** The part beside the arrays, written last: until it has its name there is no such checkpoint. */
interface Manifest {
  readonly scalars: TrainableState['scalars'];
  readonly sha256: string;
}

/** Weights, optimizer memory and generator states of a member as two files of the name in the folder. */
export function writeMember(folder: string, name: string, state: TrainableState): void {
  const content = encodeSafetensors(state.arrays);
  writeFileAtomic(path.join(folder, `${name}.safetensors`), content);
  const manifest: Manifest = { scalars: state.scalars, sha256: sha256Hex(content) };
  writeJsonAtomic(path.join(folder, `${name}.json`), manifest);
}

/** @throws FailureError when a file is missing or was changed */
export function readMember(folder: string, name: string): TrainableState {
  const { scalars, sha256 } = readJson(path.join(folder, `${name}.json`)) as Manifest;
  const file = path.join(folder, `${name}.safetensors`);
  const content = fs.readFileSync(file);
  if (sha256Hex(content) !== sha256)
    throw new FailureError('The checkpoint of a member is damaged.', {
      field: file,
      fix: `Remove ${folder} to train the population from the beginning.`,
    });
  return { arrays: decodeSafetensors(content), scalars };
}

/** Removes the checkpoints that nobody names any more. */
export function keepMembers(folder: string, names: ReadonlySet<string>): void {
  for (const file of fs.readdirSync(folder)) {
    const name = /^(member-\d+-round-\d+)\.(?:json|safetensors)$/.exec(file)?.[1];
    if (name !== undefined && !names.has(name)) fs.rmSync(path.join(folder, file), { force: true });
  }
}
