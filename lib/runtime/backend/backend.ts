import type * as tensorflow from '@tensorflow/tfjs';
import type { KernelPath } from './find-kernels.ts';

/**
 * The whole of TensorFlow.js as the loaded backend offers it. Only a type here: the value comes from `loadBackend`,
 * so that importing `sentilab/runtime` loads nothing.
 */
export type Tf = typeof tensorflow;

/** `native`: TensorFlow's C library through @tensorflow/tfjs-node. `wasm`: the WebAssembly fallback. */
export type BackendKind = 'native' | 'wasm';

/** A loaded, ready tensor backend. There is one per process. */
export interface Backend {
  readonly kind: BackendKind;
  /** TensorFlow.js, already switched to this backend. */
  readonly tf: Tf;
  /** Version of the native TensorFlow library, e.g. `2.18.1`; null for WebAssembly. */
  readonly tensorflowVersion: string | null;
  /** Version of TensorFlow.js, e.g. `4.22.0`. */
  readonly tfjsVersion: string;
  /** Threads one operation may use. */
  readonly threads: number;
  /** Whether oneDNN's kernels are on (`TF_ENABLE_ONEDNN_OPTS`, default on); always false for WebAssembly. */
  readonly onednn: boolean;
  /**
   * Which code of our own recurrent kernels computes; null for TensorFlow's operations in their place
   * (`SENTILAB_KERNELS=off`, or a binding without them). Always null for WebAssembly.
   */
  readonly kernels: KernelPath | null;
}

/** How to load a backend. */
export interface LoadOptions {
  /**
   * Threads one operation may use. Default: `TF_NUM_INTRAOP_THREADS`, else the number of cores. Counts only before
   * TensorFlow is loaded: a second load with another number is an error. WebAssembly runs on one thread in Node.
   */
  readonly threads?: number;
  /** Insist on one backend. Default: `SENTILAB_BACKEND`, else what the set-up has proved. */
  readonly force?: BackendKind;
}
