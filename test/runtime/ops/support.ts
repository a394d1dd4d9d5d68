import fs from 'node:fs';
import path from 'node:path';
import type { Tensor } from '@tensorflow/tfjs';
import type { Rng } from '../../../lib/random/index.ts';
import { recurrentOps } from '../../../lib/runtime/index.ts';
import type { Backend, RecurrentOps } from '../../../lib/runtime/index.ts';
import { createNativeOps } from '../../../lib/runtime/ops/native/native-ops.ts';

/** A golden file, as the caller knows it. */
export function golden<T>(name: string): T {
  return JSON.parse(
    fs.readFileSync(path.join(import.meta.dirname, '../../golden', `${name}.json`), 'utf8'),
  ) as T;
}

/** Largest absolute difference; NaN when either holds one, infinite when the lengths differ. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    const d = Math.abs((a[k] as number) - (b[k] as number));
    if (!(d <= most)) most = d;
  }
  return most;
}

/** Normal values of standard deviation `scale`. */
export function normal(rng: Rng, size: number, scale = 1): Float32Array {
  return Float32Array.from({ length: size }, () => rng.normal() * scale);
}

/** Who computes recurrent layers: what the backend chose (our own kernels where it has them), or TensorFlow's operations. */
export const ENGINES = ['as chosen', "by TensorFlow's operations"] as const;

/** The operations of one of {@link ENGINES}; null where there is no other than what was chosen. */
export function opsOf(backend: Backend, engine: (typeof ENGINES)[number]): RecurrentOps | null {
  if (engine === 'as chosen') return recurrentOps(backend);
  return backend.kernels === null ? null : createNativeOps(backend.tf, { kernels: false });
}

/** How many tensors live: those of TensorFlow.js, and the native library's handles beneath them. */
export function living({ tf, kind }: Backend): { tensors: number; handles: number } {
  const native = tf.backend() as unknown as { binding: { getNumOfTensors(): number } };
  return {
    tensors: tf.memory().numTensors,
    handles: kind === 'native' ? native.binding.getNumOfTensors() : 0,
  };
}

/** Values and gradients of a function of tensors, as arrays. */
export function differentiate(
  { tf }: Backend,
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
): { value: number; gradients: Float32Array[] } {
  const { value, grads } = tf.valueAndGrads((...tensors: Tensor[]) => f(...tensors).asScalar())([...inputs]);
  const result = {
    value: value.dataSync()[0] as number,
    gradients: grads.map((gradient) => gradient.dataSync<'float32'>()),
  };
  value.dispose();
  for (const gradient of grads) gradient.dispose();
  return result;
}
