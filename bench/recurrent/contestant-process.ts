/** A contestant's process: one training step at each message, its times sent back. Forked by `recurrent.ts`. */
import { loadBackend } from 'sentilab/runtime/node';
import type { ContestantName } from './contestants.ts';
import { contestant } from './contestants.ts';

/** What is sent back after each step. */
export interface StepTimes {
  readonly wallMs: number;
  /** User and system time of all threads. */
  readonly cpuMs: number;
  readonly loss: number;
  /** Largest resident memory so far, MiB. */
  readonly peakMemoryMiB: number;
  readonly backend: string;
  readonly tensorflow: string | null;
}

const backend = await loadBackend();
const step = contestant(process.argv[2] as ContestantName, backend);

process.on('message', () => {
  const cpu = process.cpuUsage();
  const start = performance.now();
  void step().then((loss) => {
    const wallMs = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const times: StepTimes = {
      wallMs,
      cpuMs: (user + system) / 1000,
      loss,
      peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
      backend: backend.kind,
      tensorflow: backend.tensorflowVersion,
    };
    process.send?.(times);
  });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
