import { FailureError, errorMessage } from '../../errors/index.ts';
import type { Backend, Tf } from './backend.ts';
import { findKernels } from './find-kernels.ts';
import { packageDefault } from './package-default.ts';
import { restoreNodeUtil } from './restore-node-util.ts';

/** What the native binding tells of itself. */
type NativeBinding = Parameters<typeof findKernels>[0] & { readonly TF_Version: string };

/**
 * Loads native TensorFlow. It reads its settings from the environment once, while loading: they are set here first,
 * what the person has set stays.
 *
 * @throws FailureError when the library cannot be loaded
 */
export async function loadNative(threads: number): Promise<Backend> {
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  process.env['TF_NUM_INTEROP_THREADS'] ??= String(threads);
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'; // no banner
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1'; // faster matrix products, and the same bits for any thread count
  restoreNodeUtil();
  try {
    const tf: Tf = packageDefault<Tf>(await import('@tensorflow/tfjs-node'));
    await tf.setBackend('tensorflow');
    await tf.ready();
    const { binding } = tf.backend() as unknown as { readonly binding: NativeBinding };
    return {
      kind: 'native',
      tf,
      tensorflowVersion: binding.TF_Version,
      tfjsVersion: tf.version_core,
      threads,
      onednn: process.env['TF_ENABLE_ONEDNN_OPTS'] !== '0',
      kernels: findKernels(binding),
    };
  } catch (error) {
    throw new FailureError(`Native TensorFlow could not be loaded: ${firstLine(errorMessage(error))}.`, {
      fix: 'Run npm run doctor to see what is missing, or set SENTILAB_BACKEND=wasm for the slower WebAssembly backend.',
      cause: error,
    });
  }
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/[.\s]+$/, '');
}
