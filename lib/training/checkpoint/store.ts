import type { Checkpoint } from '../history.ts';

/** What decides a training, as plain JSON by name: a checkpoint of another one is refused, and told by the difference. */
export type TrainingIdentity = Readonly<Record<string, unknown>>;

/** Where checkpoints are kept. The one on disk is `checkpointFolder` of `sentilab/training/node`. */
export interface CheckpointStore {
  /** A checkpoint after every so many optimizer steps; null: none within an epoch. */
  readonly everySteps: number | null;
  /** A checkpoint after every so many epochs. The end of training always has one. */
  readonly everyEpochs: number;
  /** How many of the best epochs are kept with their weights. */
  readonly keepBest: number;
  /**
   * The newest good checkpoint of this training; null when there is none yet.
   *
   * @throws UserError when the store holds those of another training
   */
  open(identity: TrainingIdentity): Checkpoint | null;
  /** Keeps a checkpoint whole or not at all. Returns its place, in words or as a path. */
  save(checkpoint: Checkpoint, step: number): string;
  /** Lets others use the place. Called when training ends, however it does. */
  close(): void;
}
