import type { OptimizerConfig } from '../optimizers/config.ts';
import type { ApplyUpdates } from '../optimizers/variable-optimizer.ts';
import type { EagerOps } from './eager.ts';
import type { ResourceVariable } from './resource-variable.ts';
import { adamRule } from './rules/adam.ts';
import { lionRule } from './rules/lion.ts';
import { rmspropRule } from './rules/rmsprop.ts';
import type { ResourceRule } from './rules/rule.ts';
import { sgdRule } from './rules/sgd.ts';
import { withScratch } from './scratch.ts';

/** Any optimizer over native variables, one after the other, in TensorFlow's operations. */
export function applyRule(eager: EagerOps, config: OptimizerConfig): ApplyUpdates<ResourceVariable> {
  const rule = ruleOf(config);
  return (updates, { learningRate, gradientScale, kept }) => {
    const scalars = new Map<number, number>(); // shared by all variables
    const scalar = (value: number): number => {
      let handle = scalars.get(value);
      if (handle === undefined) {
        handle = eager.binding.createTensor([], eager.binding.TF_FLOAT, Float32Array.of(value));
        scalars.set(value, handle);
      }
      return handle;
    };
    try {
      for (const { variable, slots, gradient, step } of updates) {
        // Freed before the rule runs: it could not work in place on a value that is still held.
        if (kept !== 1)
          withScratch(eager, (scratch) =>
            variable.put(scratch.one('Mul', [eager.float], [variable.take(scratch), scalar(kept)])),
          );
        withScratch(eager, (scratch) => {
          const handle = eager.handle(gradient);
          const scaled =
            gradientScale === 1 ? handle : scratch.one('Mul', [eager.float], [handle, scalar(gradientScale)]);
          rule({ eager, scratch, variable, slots, gradient: scaled, learningRate, step, scalar });
        });
      }
    } finally {
      for (const handle of scalars.values()) eager.release(handle);
    }
  };
}

function ruleOf(config: OptimizerConfig): ResourceRule {
  switch (config.kind) {
    case 'adam':
    case 'adamw':
      return adamRule(config);
    case 'sgd':
      return sgdRule(config);
    case 'rmsprop':
      return rmspropRule(config);
    case 'lion':
      return lionRule(config);
  }
}
