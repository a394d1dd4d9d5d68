import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import { composedLayers } from '../composed-layer.ts';
import type { RecurrentOps } from '../recurrent-ops.ts';
import { ArrayVariable } from './array-variable.ts';
import { portableGru } from './gru.ts';
import { portableLstm } from './lstm.ts';
import { portableOptimizer } from './optimizer.ts';
import { portableReverseSequence } from './reverse-sequence.ts';

/** The operations on any TensorFlow.js backend: products by the backend, the rest in JavaScript. */
export function createPortableOps(tf: Tf): RecurrentOps {
  const parts: Pick<RecurrentOps, 'lstm' | 'gru' | 'reverseSequence'> = {
    lstm: (x, kernel, bias, options) => portableLstm(tf, x, kernel, bias, options),
    gru: (x, kernel, bias, options) => portableGru(tf, x, kernel, bias, options),
    reverseSequence: (x, lengths) => portableReverseSequence(tf, x, lengths),
  };
  return {
    ...parts,
    ...composedLayers(tf, parts),
    dense: (x, kernel, bias, activation) =>
      tf.fused.matMul({ a: x, b: kernel, bias, activation }) as Tensor2D,
    variable: (shape, values) => new ArrayVariable(tf, shape, values),
    optimizer: (variables, config) => portableOptimizer(tf, variables, config),
    sumRows: (values, ids, rows) => tf.unsortedSegmentSum(values, tf.tensor1d(ids, 'int32'), rows),
    squaredNorm,
  };
}

function squaredNorm(tensors: readonly Tensor[]): number {
  return tensors.reduce((sum, tensor) => {
    let own = 0;
    for (const value of tensor.dataSync<'float32'>()) own += value * value;
    return sum + own;
  }, 0);
}
