import os from 'node:os';
import { FailureError, UserError } from '../../errors/index.ts';
import { projectRoot } from '../../files/node.ts';
import type { Backend, LoadOptions } from './backend.ts';
import { chooseBackend } from './choose-backend.ts';
import { loadNative } from './load-native.ts';
import { loadWasm } from './load-wasm.ts';

/**
 * One backend per process, kept outside this module: a notebook loads a changed source again, TensorFlow cannot be.
 */
const holder = globalThis as typeof globalThis & { sentilabBackend?: Promise<Backend> };

/**
 * Loads the tensor backend, once per process; later calls give the same one.
 *
 * @throws UserError for a bad `threads`, `SENTILAB_BACKEND` or `TF_NUM_INTRAOP_THREADS`
 * @throws FailureError when it cannot be loaded, or when another kind or number of threads is already in use
 */
export async function loadBackend(options: LoadOptions = {}): Promise<Backend> {
  if (holder.sentilabBackend === undefined) {
    const loading = load(options);
    holder.sentilabBackend = loading;
    loading.catch(() => delete holder.sentilabBackend); // a failed load may be tried again
    return loading;
  }
  const backend = await holder.sentilabBackend;
  if (options.force !== undefined && options.force !== backend.kind)
    refuse('backend', backend.kind, options.force);
  const threads = options.threads;
  if (threads !== undefined && backend.kind === 'native' && threads !== backend.threads)
    refuse('number of threads', backend.threads, threads);
  return backend;
}

/** The backend of this process, loaded with the defaults when nobody has loaded it yet. */
export function getBackend(): Promise<Backend> {
  return loadBackend();
}

/** The backend of this process when somebody has loaded one; null else. */
export async function loadedBackend(): Promise<Backend | null> {
  return (await holder.sentilabBackend) ?? null;
}

async function load(options: LoadOptions): Promise<Backend> {
  const threads = readThreads(options.threads);
  const kind = options.force ?? chooseBackend({ root: projectRoot(), wish: process.env['SENTILAB_BACKEND'] });
  switch (kind) {
    case 'native':
      return loadNative(threads);
    case 'wasm':
      return loadWasm();
  }
}

function readThreads(option: number | undefined): number {
  const variable = process.env['TF_NUM_INTRAOP_THREADS'];
  const threads = option ?? (variable ? Number(variable) : os.availableParallelism());
  if (Number.isInteger(threads) && threads >= 1 && threads <= 1024) return threads;
  throw new UserError('The number of threads is a whole number from 1 to 1024.', {
    field: option === undefined ? 'TF_NUM_INTRAOP_THREADS' : 'threads',
    value: option ?? variable,
  });
}

function refuse(what: string, current: unknown, wanted: unknown): never {
  throw new FailureError(`TensorFlow is already loaded with another ${what} (${String(current)}).`, {
    value: wanted,
    fix: 'Load it first with the options you want, in a new process (a notebook: restart the kernel).',
  });
}
