import fs from 'node:fs';
import os from 'node:os';
import { FailureError } from '../errors/index.ts';
import type { Task } from '../tuning/index.ts';
import { RedisWorker, type RedisWorkerEvent } from '../tuning/node.ts';
import { z } from 'zod';
import type { CheckpointShelf } from './checkpoint-shelf.ts';
import { codeVersion } from './code-version.ts';
import { workerExecutor } from './effects.ts';
import { Preparer } from './prepare.ts';
import type { TrainTask } from './tasks.ts';

/** The fields that the worker itself looks at; the configuration's own schema checks the rest. */
const payload = z.looseObject({
  kind: z.literal('train'),
  seed: z.number(),
  config: z.looseObject({ data: z.looseObject({ source: z.unknown() }) }),
  keep: z.object({ folder: z.string(), path: z.string(), best: z.number().nullable() }).nullable(),
  dataFingerprint: z.string(),
});

/**
 * A worker that trains trials of whatever sweep runs over this Redis. Trainings run in processes of their own, so that
 * the lease is renewed however long TensorFlow computes. A model that may be the best is written where the coordinator
 * wants it when that folder (a shared one) is there on this machine too; else it is not kept.
 *
 * @param options.jobs trainings at the same time
 * @throws as `RedisWorker.connect`
 */
export async function connectTrialWorker(options: {
  readonly url: string;
  readonly id: string;
  readonly jobs: number;
  readonly leaseMs?: number;
  /** Where trials that are handed on find their checkpoints. Default: they begin again. */
  readonly shelf?: CheckpointShelf;
  readonly onEvent: (event: RedisWorkerEvent) => void;
}): Promise<RedisWorker> {
  const preparer = new Preparer();
  const { shelf } = options;
  const threads = Math.max(1, Math.floor(os.availableParallelism() / options.jobs));
  return RedisWorker.connect({
    ...options,
    executor: workerExecutor(options.jobs, threads),
    version: await codeVersion(),
    check: async (task) => {
      payload.parse(task.payload);
      const { config, dataFingerprint } = task.payload as TrainTask;
      const own = (await preparer.dataset(config.data.source)).fingerprint;
      if (own !== dataFingerprint)
        throw new FailureError('This machine has other data than the coordinator.', {
          field: 'data',
          value: own,
          fix: `Bring data/ to what has the fingerprint ${dataFingerprint}.`,
        });
    },
    prepare: async (task, token) => {
      const checkpoints = await shelf?.take(task, token);
      const payload = { ...keepWhereShared(task), ...(checkpoints !== undefined && { checkpoints }) };
      return { ...task, payload };
    },
    onEvent: (event) => {
      options.onEvent(event);
      if (event.type === 'reported') void shelf?.saved(event.task, event.token).catch(() => {}); // the next one is
      if (event.type === 'ended' && event.accepted) void shelf?.clear(event.task).catch(() => {}); // litter at worst
    },
  });
}

function keepWhereShared({ payload }: Task): TrainTask {
  const train = payload as TrainTask;
  return train.keep && !fs.existsSync(train.keep.folder) ? { ...train, keep: null } : train;
}
