import path from 'node:path';
import type { Backend } from '../runtime/index.ts';
import { isBetter } from '../tracking/index.ts';
import type { Artifact } from '../tracking/index.ts';
import type { TaskHandler } from '../tuning/index.ts';
import { saveModelFolder } from '../models/node.ts';
import { folderArtifact } from './artifacts.ts';
import { Preparer } from './prepare.ts';
import type { TrainTask } from './tasks.ts';
import { trainRun, type TrainRunEffects } from './train-run.ts';
import type { Trained } from './trained.ts';

/** Optimizer steps between two checkpoints within an epoch: what a kill costs at most. */
const EVERY_STEPS = 200;

/**
 * Trains what a task says; the same handler serves worker processes and the notebook's own process.
 *
 * @param preparer remembers the data; default a new one
 * @param watch who follows a training in this process; default nobody
 */
export function createTrialHandler(
  getBackend: () => Promise<Backend>,
  preparer: Preparer = new Preparer(),
  watch: Pick<TrainRunEffects, 'callbacks' | 'details'> = {},
): TaskHandler {
  return async (task, context) => {
    const payload = task.payload as TrainTask;
    const result = await trainRun(payload, {
      backend: await getBackend(),
      preparer,
      ...watch,
      signal: context.signal,
      ...(payload.checkpoints !== undefined && {
        checkpoints: { folder: payload.checkpoints, everySteps: EVERY_STEPS },
      }),
      onEpoch: (epoch) => context.report(epoch.epoch, epoch.metrics),
      keep: (trained, value) => keepModel(payload, trained, value),
    });
    const state = result.outcome.kind === 'pruned' ? 'pruned' : 'finished';
    return { state, value: result.value, output: result };
  };
}

/** Keeps a model that is better than the best one known when the task was given: the best of all is always kept. */
function keepModel(
  { keep, objective, config }: TrainTask,
  { trainable, prepared, metrics, features }: Trained,
  value: number,
): readonly Artifact[] {
  if (keep === null || (keep.best !== null && !isBetter(value, keep.best, objective.direction))) return [];
  const folder = path.join(keep.folder, keep.path);
  saveModelFolder(folder, {
    config,
    labels: [...prepared.dataset.labels],
    data: {
      name: prepared.dataset.name,
      fingerprint: prepared.dataset.fingerprint,
      splitFingerprint: prepared.split.fingerprint,
    },
    metrics: { ...metrics },
    pipeline: prepared.pipeline.toJSON(),
    ...(prepared.channels && { channels: prepared.channels.toTables() }),
    state: trainable.exportState(),
    ...(features !== undefined && { features }),
  });
  return [folderArtifact(keep.folder, keep.path)];
}
