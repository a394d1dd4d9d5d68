/** A contestant's process: a task per line on standard input, what it took on standard output. Started by `process.ts`. */
import { createInterface } from 'node:readline';
import { loadBackend } from 'sentilab/runtime/node';
import type { ContestantName } from './contestants.ts';
import { contestant } from './contestants.ts';
import type { Measured, Ready, Task } from './protocol.ts';

const backend = await loadBackend();
const tasks = contestant(process.argv[2] as ContestantName, backend);

const say = (answer: Ready | Measured): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);
say({
  library:
    `TensorFlow.js ${backend.tfjsVersion}, ${backend.kind}` +
    `${backend.tensorflowVersion === null ? '' : ` TensorFlow ${backend.tensorflowVersion}`}, ` +
    `kernels ${backend.kernels ?? 'none'}`,
});

for await (const task of createInterface({ input: process.stdin })) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const loss = await tasks[task as Task]();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  say({
    wallMs,
    cpuMs: (user + system) / 1000,
    loss,
    peakMemoryMiB: process.resourceUsage().maxRSS / 1024,
  });
}
