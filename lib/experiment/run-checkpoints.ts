import { hashOf } from '../hash/index.ts';
import type { Backend } from '../runtime/index.ts';
import type { CheckpointStore } from '../training/index.ts';
import { checkpointFolder, type CheckpointFolderOptions } from '../training/node.ts';
import { writeCheckpointModel } from './checkpoint-model.ts';
import type { Prepared } from './prepare.ts';
import type { RunConfig } from './run-config.ts';

/** Where a run keeps its checkpoints, and how many. */
export interface RunCheckpoints extends Omit<CheckpointFolderOptions, 'identity'> {
  /** A folder of the run's own. The same run with the same folder goes on where it was stopped. */
  readonly folder: string;
}

/** Checkpoints that know whose they are: another configuration, seed, data set, pipeline or backend is refused. */
export function checkpointsOf(
  { config, seed }: { readonly config: RunConfig; readonly seed: number },
  prepared: Prepared,
  backend: Backend,
  { folder, ...options }: RunCheckpoints,
): CheckpointStore {
  const { dataset, split, pipeline } = prepared;
  const identity = {
    config,
    runSeed: seed,
    dataset: { fingerprint: dataset.fingerprint, split: split.fingerprint },
    pipeline: hashOf(pipeline.toJSON()),
    backend: backend.kind,
  };
  const store = checkpointFolder(folder, { ...options, identity });
  writeCheckpointModel(folder, config, prepared);
  return store;
}
