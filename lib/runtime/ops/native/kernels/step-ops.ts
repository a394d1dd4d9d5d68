import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import type { RecurrentOps } from '../../recurrent-ops.ts';
import type { EagerOps } from '../eager.ts';
import { withScratch } from '../scratch.ts';

/** What a training step does besides the network, by our own kernels. */
export function stepOps(eager: EagerOps): Pick<RecurrentOps, 'sumRows' | 'squaredNorm'> {
  return {
    sumRows: (values, ids, rows) =>
      withScratch(eager, (scratch) => {
        const operands = [eager.handle(values), scratch.int32Array(ids)];
        return scratch.adopt<Tensor2D>(scratch.one('SentilabSumRows', [eager.int('rows', rows)], operands));
      }),
    squaredNorm: (tensors) => squaredNorm(eager, tensors),
  };
}

/** The kernel sums each tensor in double precision over blocks of a fixed size. */
function squaredNorm(eager: EagerOps, tensors: readonly Tensor[]): number {
  if (tensors.length === 0) return 0;
  return withScratch(eager, (scratch) => {
    const handles = tensors.map((tensor) => eager.handle(tensor));
    const sums = scratch.one('SentilabSquareSums', [eager.int('N', tensors.length)], handles);
    return (eager.binding.tensorDataSync(sums) as Float32Array).reduce((sum, value) => sum + value, 0);
  });
}

/**
 * Whether the binding has these operations: one that was built before there were any trains without them.
 */
export function hasStepOps(eager: EagerOps): boolean {
  const three = eager.tf.scalar(3);
  try {
    return squaredNorm(eager, [three]) === 9;
  } catch {
    return false; // TensorFlow knows no such operation
  } finally {
    three.dispose();
  }
}
