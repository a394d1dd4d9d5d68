import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../../backend/backend.ts';
import { composedLayers } from '../composed-layer.ts';
import type { RecurrentOps } from '../recurrent-ops.ts';
import { nativeDense } from './dense.ts';
import { EagerOps } from './eager.ts';
import { nativeGru } from './gru.ts';
import { kernelOps } from './kernels/kernel-ops.ts';
import { hasStepOps, stepOps } from './kernels/step-ops.ts';
import { nativeLstm } from './lstm.ts';
import { nativeOptimizer } from './optimizer.ts';
import { ResourceVariable } from './resource-variable.ts';
import { nativeReverseSequence } from './reverse-sequence.ts';
import { withScratch } from './scratch.ts';

/**
 * The operations on native TensorFlow.
 *
 * @param options.kernels whether our own kernels compute, in place of TensorFlow's operations; the binding must have them
 */
export function createNativeOps(tf: Tf, { kernels }: { readonly kernels: boolean }): RecurrentOps {
  const eager = new EagerOps(tf);
  const hasOwnSteps = kernels && hasStepOps(eager);
  const parts: Pick<RecurrentOps, 'lstm' | 'gru' | 'reverseSequence'> = {
    lstm: (x, kernel, bias, options) => nativeLstm(eager, x, kernel, bias, options),
    gru: (x, kernel, bias, options) => nativeGru(eager, x, kernel, bias, options),
    reverseSequence: (x, lengths) => nativeReverseSequence(eager, x, lengths),
  };
  return {
    ...parts,
    ...(kernels ? kernelOps(eager) : composedLayers(tf, parts)),
    dense: (x, kernel, bias, activation) => nativeDense(eager, x, kernel, bias, activation),
    variable: (shape, values) => new ResourceVariable(eager, shape, values),
    optimizer: (variables, config) => nativeOptimizer(eager, variables, config, { kernels: hasOwnSteps }),
    ...(hasOwnSteps
      ? stepOps(eager)
      : {
          sumRows: (values, ids, rows) => tf.unsortedSegmentSum(values, tf.tensor1d(ids, 'int32'), rows),
          squaredNorm: (tensors) => tensors.reduce((sum, tensor) => sum + squaredNorm(eager, tensor), 0),
        }),
  };
}

/** `L2Loss` is half the sum of squares, without an intermediate. */
function squaredNorm(eager: EagerOps, tensor: Tensor): number {
  return withScratch(eager, (scratch) => {
    const half = scratch.one('L2Loss', [eager.float], [eager.handle(tensor)]);
    return 2 * (eager.binding.tensorDataSync(half)[0] as number);
  });
}
