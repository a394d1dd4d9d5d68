import fs from 'node:fs/promises';
import path from 'node:path';
import type { Task } from '../tuning/index.ts';

/** Where checkpoints of trainings are kept so that another machine can go on with them. Its methods may be slow. */
export interface CheckpointShelf {
  /**
   * A folder of this machine for one holder of a run alone: it begins with what the holder before it had saved. Holders of an
   * earlier attempt do not count: their epochs have not been reported in this one.
   *
   * @param token the holder's; larger than those of the holders before it
   */
  take(task: Task, token: number): Promise<string>;
  /** There is a newer checkpoint in that folder: a shelf that is none of this machine's disks uploads it now. */
  saved(task: Task, token: number): Promise<void>;
  /** The trial has its result: nothing of it is needed any more. */
  clear(task: Task): Promise<void>;
}

/** A folder that all workers see: NFS, or a mounted bucket. Each holder writes into a folder of its own. */
export class SharedFolderShelf implements CheckpointShelf {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async take(task: Task, token: number): Promise<string> {
    const run = this.#folderOf(task);
    const folder = path.join(run, nameOf(task, token));
    await fs.mkdir(folder, { recursive: true });
    const earlier = (await fs.readdir(run))
      .map((name) => ({ name, token: Number(name.split('-')[1]) }))
      .filter((holder) => holder.token < token && holder.name === nameOf(task, holder.token))
      .reduce<number | null>((newest, holder) => Math.max(newest ?? 0, holder.token), null);
    if (earlier !== null) await copyFiles(path.join(run, nameOf(task, earlier)), folder);
    return folder;
  }

  saved(): Promise<void> {
    return Promise.resolve(); // where the others see it already
  }

  async clear(task: Task): Promise<void> {
    await fs.rm(this.#folderOf(task), { recursive: true, force: true });
  }

  #folderOf({ runId }: Task): string {
    return path.join(this.#root, runId.replace(/-a\d+$/, ''));
  }
}

function nameOf({ attempt }: Task, token: number): string {
  return `a${attempt}-${token}`;
}

/**
 * Locks and half-written files stay behind. The earlier holder may still be at work, and a file gone before it is copied:
 * checkpoints know their checksums, and one that is not whole is passed over.
 */
async function copyFiles(from: string, to: string): Promise<void> {
  for (const name of await fs.readdir(from))
    if (!name.startsWith('.'))
      await fs.copyFile(path.join(from, name), path.join(to, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
}
