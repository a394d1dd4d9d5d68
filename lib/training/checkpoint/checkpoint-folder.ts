import fs from 'node:fs';
import path from 'node:path';
import { FailureError, UserError, describeValue, errorMessage } from '../../errors/index.ts';
import { acquireLock, processStartTime, type Lock } from '../../files/node.ts';
import { canonicalJson } from '../../hash/index.ts';
import type { NamedArray } from '../../models/index.ts';
import type { Checkpoint } from '../history.ts';
import { firstDifference } from './first-difference.ts';
import type { CheckpointFile, CheckpointManifest } from './manifest.ts';
import { loadCheckpoint, readManifest } from './read-checkpoint.ts';
import type { CheckpointStore, TrainingIdentity } from './store.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

/** Options of {@link checkpointFolder}. */
export interface CheckpointFolderOptions {
  /** A checkpoint after every so many optimizer steps. Default: none within an epoch, but where a signal ends training. */
  readonly everySteps?: number;
  /** A checkpoint after every so many epochs. Default 1. */
  readonly everyEpochs?: number;
  /** How many of the best epochs, by validation loss, are kept with their weights. Default 1. */
  readonly keepBest?: number;
  /** What else decides the training, as plain JSON: the model's configuration, the pipeline. Default: nothing. */
  readonly identity?: TrainingIdentity;
  /** Told of a damaged checkpoint that was passed over. Default: a warning of the process. */
  readonly onWarning?: (message: string) => void;
}

/** Newest checkpoints that are kept: the last, and the one before it in case the last is damaged. */
const KEEP_LAST = 2;
const MANIFEST = /^step-\d{8,}-epoch-\d{4,}\.json$/;
const ARRAYS = /^(step|best)-[a-z0-9-]+\.safetensors$/;
/** What a writer that was killed left behind. */
const TEMPORARY = /^\.(?:step|best)-.*\.(\d+)\.[0-9a-f]+\.tmp$/;

/**
 * Checkpoints in a folder of their own: the last two, and the weights of the best epochs as
 * `best-epoch-….safetensors`. See docs/training.md for its files. One training at a time may use it.
 *
 * @throws UserError for options that are no whole numbers from 1 on
 */
export function checkpointFolder(folder: string, options: CheckpointFolderOptions = {}): CheckpointStore {
  const { everySteps = null, everyEpochs = 1, keepBest = 1 } = options;
  for (const [name, value] of Object.entries({ everySteps, everyEpochs, keepBest }))
    if (value !== null && (!Number.isSafeInteger(value) || value < 1))
      throw new UserError('Must be a whole number from 1 on.', { field: `checkpoints.${name}`, value });
  return new CheckpointFolder(path.resolve(folder), { everySteps, everyEpochs, keepBest }, options);
}

class CheckpointFolder implements CheckpointStore {
  readonly everySteps: number | null;
  readonly everyEpochs: number;
  readonly keepBest: number;
  readonly #folder: string;
  readonly #extra: TrainingIdentity;
  readonly #warn: (message: string) => void;
  /** Files of weights in memory: those of a best epoch are written once. */
  readonly #written = new WeakMap<readonly NamedArray[], CheckpointFile>();
  #identity: TrainingIdentity = {};
  /** Manifests by file name, the newest first. */
  #kept: { readonly name: string; readonly manifest: CheckpointManifest }[] = [];
  #lock: Lock | null = null;

  constructor(
    folder: string,
    { everySteps, everyEpochs, keepBest }: Pick<CheckpointStore, 'everySteps' | 'everyEpochs' | 'keepBest'>,
    { identity = {}, onWarning }: CheckpointFolderOptions,
  ) {
    this.#folder = folder;
    this.everySteps = everySteps;
    this.everyEpochs = everyEpochs;
    this.keepBest = keepBest;
    this.#extra = identity;
    this.#warn = onWarning ?? ((message) => process.emitWarning(message));
  }

  open(identity: TrainingIdentity): Checkpoint | null {
    // Once there and back through JSON: what is compared is what would be read again.
    this.#identity = JSON.parse(canonicalJson({ ...this.#extra, ...identity })) as TrainingIdentity;
    const lock = acquireLock(path.join(this.#folder, '.lock'));
    if ('heldBy' in lock)
      throw new FailureError(`Another training (process ${lock.heldBy}) keeps its checkpoints here.`, {
        field: 'checkpoints.folder',
        value: this.#folder,
        fix: 'Wait for it, or name another folder.',
      });
    this.#lock = lock;
    const names = fs
      .readdirSync(this.#folder)
      .filter((name) => MANIFEST.test(name))
      .sort()
      .reverse();
    const problems: string[] = [];
    let newest: Checkpoint | null = null;
    this.#kept = [];
    for (const name of names) {
      const file = path.join(this.#folder, name);
      try {
        const manifest = readManifest(file);
        this.#refuseForeign(file, manifest);
        newest ??= this.#load(file, manifest);
        this.#kept.push({ name, manifest });
      } catch (error) {
        if (error instanceof UserError) throw error;
        problems.push(errorMessage(error));
      }
    }
    if (newest === null && problems.length > 0)
      throw new FailureError(`None of the checkpoints is whole. ${problems.join(' ')}`, {
        field: 'checkpoints.folder',
        value: this.#folder,
        fix: 'Delete the folder to train from the beginning.',
      });
    const [from] = this.#kept;
    if (problems.length > 0 && from !== undefined)
      this.#warn(`${problems.join(' ')} Training goes on from ${from.name}.`);
    return newest;
  }

  save(checkpoint: Checkpoint, step: number): string {
    const written = writeCheckpoint(this.#folder, this.#identity, checkpoint, step, this.#written);
    this.#kept = [written, ...this.#kept.filter(({ name }) => name !== written.name)].slice(0, KEEP_LAST);
    this.#clear();
    return path.join(this.#folder, written.name);
  }

  close(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  #load(file: string, manifest: CheckpointManifest): Checkpoint {
    const checkpoint = loadCheckpoint(file, manifest);
    checkpoint.best.forEach(({ weights }, k) => {
      const entry = manifest.best[k];
      if (entry) this.#written.set(weights, entry.weights);
    });
    return checkpoint;
  }

  #refuseForeign(file: string, manifest: CheckpointManifest): void {
    const difference = firstDifference(this.#identity, manifest.identity);
    if (difference === null) return;
    const { path: where, one, other } = difference;
    throw new UserError(
      `These checkpoints belong to another training: "${where}" is ${describeValue(other)} there and ${describeValue(one)} here.`,
      {
        field: file,
        fix: 'Go on with the configuration and data they were made with, or name another folder.',
      },
    );
  }

  /** Removes what no kept checkpoint needs; manifests first, so that none is ever left without its files. */
  #clear(): void {
    const manifests = new Set(this.#kept.map(({ name }) => name));
    const needed = new Set(
      this.#kept.flatMap(({ manifest: { state, best } }) => [
        state.name,
        ...best.map(({ weights }) => weights.name),
      ]),
    );
    const names = fs.readdirSync(this.#folder);
    const remove = (name: string): void => fs.rmSync(path.join(this.#folder, name), { force: true });
    names.filter((name) => MANIFEST.test(name) && !manifests.has(name)).forEach(remove);
    names.filter((name) => ARRAYS.test(name) && !needed.has(name)).forEach(remove);
    names.filter(isAbandoned).forEach(remove);
  }
}

/** A temporary file whose writer is dead. */
function isAbandoned(name: string): boolean {
  const pid = TEMPORARY.exec(name)?.[1];
  return pid !== undefined && processStartTime(Number(pid)) === null;
}
