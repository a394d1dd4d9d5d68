import { FailureError } from '../../../errors/index.ts';
import type { Optimizer } from '../optimizer.ts';
import type { OptimizerConfig } from '../optimizers/config.ts';
import { VariableOptimizer } from '../optimizers/variable-optimizer.ts';
import type { Variable } from '../variable.ts';
import { applyRule } from './apply-rule.ts';
import type { EagerOps } from './eager.ts';
import { applyAdam } from './kernels/apply-adam.ts';
import { ResourceVariable } from './resource-variable.ts';

/**
 * Any optimizer over native variables.
 *
 * @param options.kernels whether our own kernel computes Adam; the binding must have it
 */
export function nativeOptimizer(
  eager: EagerOps,
  variables: ReadonlyMap<string, Variable>,
  config: OptimizerConfig,
  { kernels }: { readonly kernels: boolean },
): Optimizer {
  const own = new Map<string, ResourceVariable>();
  for (const [name, variable] of variables) {
    if (!(variable instanceof ResourceVariable))
      throw new FailureError('A native optimizer updates native variables only.', { field: name });
    own.set(name, variable);
  }
  const isAdam = config.kind === 'adam' || config.kind === 'adamw';
  return new VariableOptimizer(own, config, {
    zeros: (shape) =>
      new ResourceVariable(eager, shape, new Float32Array(shape.reduce((size, length) => size * length, 1))),
    apply: kernels && isAdam ? applyAdam(eager, config) : applyRule(eager, config),
  });
}
