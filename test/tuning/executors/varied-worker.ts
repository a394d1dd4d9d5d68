import { setTimeout as sleep } from 'node:timers/promises';
import { serveTasks } from 'sentilab/tuning/node';

/** Trials of very different lengths, so that they end in another order than they began. */
serveTasks(async (task, { report }) => {
  const { x, n } = task.payload as { readonly x: number; readonly n: number };
  const value = x * Math.log2(n + 1);
  for (const epoch of [1, 2, 3]) {
    await sleep(((task.trialNumber * 37) % 5) * 12);
    const { prune } = await report(epoch, { value: (value * epoch) / 3 });
    if (prune) return { state: 'pruned', value: null };
  }
  return { state: 'finished', value };
});
