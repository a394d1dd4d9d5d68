import { setTimeout as sleep } from 'node:timers/promises';
import { serveTasks } from 'sentilab/tuning/node';

/** What a test asks of this worker. */
export interface WorkerPayload {
  readonly what:
    'reports' | 'throw' | 'exit' | 'exit-first-time' | 'busy' | 'silent' | 'wait' | 'env' | 'nan' | 'lingers';
  readonly epochs?: number;
  /** So long it goes on after its last report. */
  readonly ms?: number;
}

serveTasks(async (task, { report, signal }) => {
  const { what, epochs = 3, ms = 0 } = task.payload as WorkerPayload;
  switch (what) {
    case 'reports':
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const { prune, reason } = await report(epoch, { value: task.trialNumber + epoch });
        if (prune) return { state: 'pruned', value: null, reason, output: process.pid };
      }
      return { state: 'finished', value: task.trialNumber, output: process.pid };
    case 'nan':
      await report(1, { value: NaN });
      return { state: 'finished', value: NaN };
    case 'throw':
      throw new RangeError('no such layer');
    case 'exit':
      process.stderr.write('terminate called after throwing bad_alloc\n');
      return process.exit(134);
    case 'exit-first-time':
      if (task.attempt === 1) process.kill(process.pid, 'SIGKILL');
      return { state: 'finished', value: task.attempt };
    case 'busy': // as native code does: the event loop gets no turn at all
      await report(1, { value: 0 });
      for (;;) Math.sqrt(2);
    case 'silent': {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
      return { state: 'finished', value: 0 };
    }
    case 'wait':
      await report(1, { value: 0 });
      await sleep(60_000, undefined, { signal });
      return { state: 'finished', value: 0 };
    case 'lingers':
      await report(1, { value: 1 });
      await sleep(ms, undefined, { signal });
      return { state: 'finished', value: task.trialNumber, output: process.pid };
    case 'env':
      return { state: 'finished', value: Number(process.env['TF_NUM_INTRAOP_THREADS']) };
  }
});
