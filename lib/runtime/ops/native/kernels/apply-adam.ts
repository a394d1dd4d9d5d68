import { adamFactors, type AdamOptions } from '../../optimizer.ts';
import type { ApplyUpdates } from '../../optimizers/variable-optimizer.ts';
import type { EagerOps } from '../eager.ts';
import type { ResourceVariable } from '../resource-variable.ts';

/**
 * Adam over all variables in one call of our own kernel: clipping, weight decay, moments and weights in one pass over the
 * memory, in place. Rows of a table that were not looked up have a gradient of 0, and their moments their due decay.
 */
export function applyAdam(eager: EagerOps, options: AdamOptions): ApplyUpdates<ResourceVariable> {
  return (updates, { learningRate, gradientScale, kept }) => {
    if (updates.length === 0) return;
    // In the order of AdamFactors in bin/setup/tensorflow/kernels/optimizer.h.
    const factors = updates.flatMap(({ step }) => {
      const { stepSize, epsilon } = adamFactors(options, learningRate, step);
      return [kept, gradientScale, 1 - options.beta1, 1 - options.beta2, stepSize, epsilon];
    });
    const { binding } = eager;
    const handle = binding.createTensor([updates.length, 6], binding.TF_FLOAT, Float32Array.from(factors));
    try {
      const inputs = [
        ...updates.map(({ variable }) => variable.resource),
        ...[0, 1].flatMap((k) => updates.map(({ slots }) => (slots[k] as ResourceVariable).resource)),
        ...updates.map(({ gradient }) => eager.handle(gradient)),
        handle,
      ];
      eager.execute('SentilabAdam', [eager.int('N', updates.length)], inputs, 0);
    } finally {
      eager.release(handle);
    }
  };
}
