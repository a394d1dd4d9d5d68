import { FailureError } from '../../../errors/index.ts';
import type { Tf } from '../../backend/backend.ts';
import type { Optimizer } from '../optimizer.ts';
import type { OptimizerConfig } from '../optimizers/config.ts';
import { VariableOptimizer } from '../optimizers/variable-optimizer.ts';
import type { Variable } from '../variable.ts';
import { ArrayVariable } from './array-variable.ts';
import { adamRule } from './rules/adam.ts';
import { lionRule } from './rules/lion.ts';
import { rmspropRule } from './rules/rmsprop.ts';
import type { ArrayRule } from './rules/rule.ts';
import { sgdRule } from './rules/sgd.ts';

/** Any optimizer over variables in typed arrays. */
export function portableOptimizer(
  tf: Tf,
  variables: ReadonlyMap<string, Variable>,
  config: OptimizerConfig,
): Optimizer {
  const own = new Map<string, ArrayVariable>();
  for (const [name, variable] of variables) {
    if (!(variable instanceof ArrayVariable))
      throw new FailureError('A portable optimizer updates portable variables only.', { field: name });
    own.set(name, variable);
  }
  const rule = ruleOf(config);
  return new VariableOptimizer(own, config, {
    zeros: (shape) =>
      new ArrayVariable(tf, shape, new Float32Array(shape.reduce((size, length) => size * length, 1))),
    apply(updates, { learningRate, gradientScale: scale, kept }) {
      for (const { variable, slots, gradient, step } of updates) {
        const weights = variable.array;
        if (kept !== 1) weights.forEach((value, i) => (weights[i] = value * kept));
        rule({
          weights,
          slots: slots.map(({ array }) => array),
          gradient: gradient.dataSync<'float32'>(),
          ...{ scale, learningRate, step },
        });
      }
    },
  });
}

function ruleOf(config: OptimizerConfig): ArrayRule {
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
