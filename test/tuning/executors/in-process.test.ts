import { setTimeout as sleep } from 'node:timers/promises';
import { InProcessExecutor } from 'sentilab/tuning';
import type { TaskHandler } from 'sentilab/tuning';
import { executorConformance } from './conformance.ts';
import type { WorkerPayload } from './worker.ts';

const handler: TaskHandler = async (task, { report, signal }) => {
  const { what } = task.payload as WorkerPayload;
  if (what === 'throw') throw new RangeError('no such layer');
  for (let epoch = 1; epoch <= (what === 'reports' ? 3 : 1); epoch++) {
    const { prune, reason } = await report(epoch, { value: what === 'nan' ? NaN : task.trialNumber + epoch });
    if (prune) return { state: 'pruned', value: null, reason };
  }
  if (what === 'wait') await sleep(60_000, undefined, { signal });
  return { state: 'finished', value: what === 'nan' ? NaN : task.trialNumber };
};

executorConformance('in this process', (jobs) => new InProcessExecutor(handler, { jobs }));
