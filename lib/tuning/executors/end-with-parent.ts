import process from 'node:process';

/** How often the guard looks: well below the promised 2 s. */
const POLL_MS = 400;

/** Plain JavaScript, for a thread that knows no loader. A process whose parent is dead belongs to another one. */
const WATCH = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, workerData.poll);
`;

/**
 * Runs before anything else of the worker, its TypeScript loader included: on a busy machine loading takes seconds, and
 * the parent may die meanwhile. Native code may hold the main thread for long, hence a thread of its own.
 */
const PRELOAD = `
import { Worker } from 'node:worker_threads';
const parent = Number(process.env.SENTILAB_COORDINATOR_PID);
if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
new Worker(${JSON.stringify(WATCH)}, { eval: true, execArgv: [], workerData: { parent, poll: ${POLL_MS} } }).unref();
`;

/** Node's flag with which a worker process ends when its parent dies, however busy it is. */
export const END_WITH_PARENT = `--import=data:text/javascript,${encodeURIComponent(PRELOAD)}`;

/** An idle worker hears at once that its parent has closed the channel. */
export function endOnDisconnect(): void {
  process.once('disconnect', () => process.exit(0));
  if (!process.connected) process.exit(0); // it went away before we were here
}
