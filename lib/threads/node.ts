/** Worker threads for work on plain data: a pool whose workers run a module of the project. */
export { createThreadPool } from './pool.ts';
export type { ThreadPool, ThreadPoolOptions } from './pool.ts';
