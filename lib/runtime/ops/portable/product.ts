import type { Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';

/** A product whose left side comes from and whose result goes to JavaScript. */
export function product(
  tf: Tf,
  values: Float32Array,
  shape: [number, number],
  right: Tensor2D,
): Float32Array {
  const left = tf.tensor2d(values, shape);
  const result = left.matMul<Tensor2D>(right);
  const output = result.dataSync<'float32'>();
  left.dispose();
  result.dispose();
  return output;
}
