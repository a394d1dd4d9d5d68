import fs from 'node:fs';
import path from 'node:path';
import { FailureError, errorMessage } from '../errors/index.ts';
import { acquireLock, readJson } from '../files/node.ts';
import { EXPERIMENT_VERSION, type Experiment } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';
import type { ResolvedEffects } from './effects.ts';

/**
 * Does work in an experiment's folder while no other process does; with `fresh`, earlier results are moved aside first.
 *
 * @throws FailureError when another process is at it
 */
export async function inExperimentFolder<T>(
  name: string,
  world: ResolvedEffects,
  work: () => Promise<T>,
): Promise<T> {
  const { folder } = world.results.paths(name);
  if (world.fresh) setAside(world, folder);
  const lock = acquireLock(path.join(folder, '.lock'));
  if ('heldBy' in lock)
    throw new FailureError(`Another process (pid ${lock.heldBy}) is running this experiment.`, {
      field: name,
      fix: 'Wait for it, or stop it first.',
    });
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/**
 * What an earlier run left in experiment.json; null when there is none, or it is damaged.
 *
 * @throws FailureError for an experiment.json of a newer version: writing over it would lose what only that one knows
 */
export function readPrevious(
  results: Results,
  name: string,
  message: (text: string) => void,
): Experiment | null {
  try {
    return results.readExperiment(name);
  } catch (error) {
    const file = results.paths(name).experimentFile;
    if (isNewer(file))
      throw new FailureError('These results were written by a newer version of sentilab.', {
        field: file,
        fix: 'Update sentilab, or keep new results apart with --results FOLDER.',
        cause: error,
      });
    message(`${errorMessage(error)} It is written anew; runs and journals are not touched.`);
    return null;
  }
}

function isNewer(file: string): boolean {
  try {
    const { schemaVersion } = readJson(file) as { readonly schemaVersion?: unknown };
    return typeof schemaVersion === 'number' && schemaVersion > EXPERIMENT_VERSION;
  } catch {
    return false; // damaged, of whatever version
  }
}

/** `--fresh` never deletes: earlier results move into results/.earlier/. */
function setAside(world: ResolvedEffects, folder: string): void {
  if (!fs.existsSync(folder)) return;
  const stamp = world.now().toISOString().replaceAll(/[:.]/g, '-');
  const target = path.join(world.results.root, '.earlier', `${path.basename(folder)}-${stamp}`);
  const lock = acquireLock(path.join(folder, '.lock'));
  if ('heldBy' in lock)
    throw new FailureError(`Another process (pid ${lock.heldBy}) is running this experiment.`, {
      field: folder,
    });
  fs.mkdirSync(path.dirname(target), { recursive: true });
  lock.release();
  fs.renameSync(folder, target);
  world.onEvent({
    kind: 'message',
    text: `Earlier results moved to ${path.relative(process.cwd(), target)}.`,
  });
}
