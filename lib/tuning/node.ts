/** The parts of the search that need files and processes: journals and worker processes. */
export { JournalStorage } from './storage/journal.ts';
export type { JournalOptions } from './storage/journal.ts';
export { readJournal } from './storage/journal-reader.ts';
export type { JournalContent } from './storage/journal-reader.ts';
export { WorkerProcessExecutor } from './executors/worker-processes.ts';
export type { WorkerProcessOptions } from './executors/worker-processes.ts';
export { serveTasks } from './executors/serve-tasks.ts';
export { RedisExecutor } from './executors/redis/redis-executor.ts';
export type { LateWord, RedisExecutorOptions } from './executors/redis/redis-executor.ts';
export { RedisWorker } from './executors/redis/redis-worker.ts';
export type { RedisWorkerOptions, RedisWorkerEvent } from './executors/redis/redis-worker.ts';
