import process from 'node:process';
import { Worker } from 'node:worker_threads';

/** How often the guard looks: well below the promised 2 s. */
const POLL_MS = 400;

/** Plain JavaScript: a thread of its own knows no loader. */
const GUARD = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
}, workerData.poll);
`;

/**
 * Ends this process when its parent dies, however busy the main thread is: native code may hold it for long, so a thread
 * of its own watches the parent's pid. A process whose parent is dead belongs to another one.
 */
export function endWithParent(): void {
  const parent = Number(process.env['SENTILAB_COORDINATOR_PID'] ?? process.ppid);
  process.once('disconnect', () => process.exit(0));
  if (process.ppid !== parent || !process.connected) process.exit(0); // it went away before we were here
  new Worker(GUARD, { eval: true, execArgv: [], workerData: { parent, poll: POLL_MS } }).unref();
}
