import path from 'node:path';
import { WorkerProcessExecutor } from 'sentilab/tuning/node';

/** Runs one task that never ends and prints the worker's pid: to be killed. */
const executor = new WorkerProcessExecutor({ module: path.join(import.meta.dirname, 'worker.ts') });
void executor.run(
  { trialNumber: 0, attempt: 1, runId: 'r', payload: { what: process.argv[2] } },
  {
    onReport: () => {
      console.log(executor.pids[0]);
      return { prune: false, reason: '' };
    },
  },
);
