import type * as wasmPackage from '@tensorflow/tfjs-backend-wasm';
import path from 'node:path';
import { FailureError, errorMessage } from '../../errors/index.ts';
import { fromRoot } from '../../files/node.ts';
import type { Backend, Tf } from './backend.ts';
import { packageDefault } from './package-default.ts';
import { registerUnsortedSegmentSum } from './unsorted-segment-sum.ts';

type WasmPackage = typeof wasmPackage;

/**
 * Loads the WebAssembly backend. It needs no compiler and no download of its own, infers and trains, and runs on one
 * thread: TensorFlow.js has no threads for it in Node.
 *
 * @throws FailureError when the package is damaged
 */
export async function loadWasm(): Promise<Backend> {
  const listeners = rememberListeners();
  try {
    const tf: Tf = packageDefault<Tf>(await import('@tensorflow/tfjs'));
    const wasm: WasmPackage = packageDefault<WasmPackage>(await import('@tensorflow/tfjs-backend-wasm'));
    wasm.setWasmPaths(fromRoot('node_modules/@tensorflow/tfjs-backend-wasm/dist') + path.sep);
    if (!(await tf.setBackend('wasm'))) throw new Error('the WebAssembly module did not start');
    await tf.ready();
    registerUnsortedSegmentSum(tf);
    return {
      kind: 'wasm',
      tf,
      tensorflowVersion: null,
      tfjsVersion: tf.version_core,
      threads: 1,
      onednn: false,
      kernels: null,
    };
  } catch (error) {
    throw new FailureError(`The WebAssembly backend could not be loaded: ${errorMessage(error)}.`, {
      fix: 'Run npm ci to install the packages again.',
      cause: error,
    });
  } finally {
    listeners.restore();
  }
}

const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/** The module's loader hooks itself into the process's error events, which would change how every error ends. */
function rememberListeners(): { restore(): void } {
  const before = new Map(EVENTS.map((event) => [event, new Set<unknown>(process.rawListeners(event))]));
  return {
    restore() {
      for (const event of EVENTS)
        for (const listener of process.rawListeners(event))
          if (!before.get(event)?.has(listener))
            process.removeListener(event, listener as (...args: unknown[]) => void);
    },
  };
}
