/** Checkpoints on disk. */
export { checkpointFolder } from './checkpoint/checkpoint-folder.ts';
export type { CheckpointFolderOptions } from './checkpoint/checkpoint-folder.ts';
export { readCheckpoint } from './checkpoint/read-checkpoint.ts';
