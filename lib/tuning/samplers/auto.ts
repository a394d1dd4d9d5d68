import type { Params } from '../params.ts';
import type { Space } from '../space.ts';

/** A choice with its reason. */
export interface SamplerChoice {
  readonly kind: 'grid' | 'tpe' | 'gp' | 'cmaes';
  /** For people, in one sentence. */
  readonly why: string;
}

/** A Gaussian process suggests in well under a second up to here, and needs the fewest trials. */
const GP_TRIALS = 500;
const GP_PARAMETERS = 20;
/** CMA-ES has no covariance to learn with fewer. */
const CMA_PARAMETERS = 2;

/**
 * Which sampler suits a space and a budget: everything once, when that is no more than the budget; a Gaussian process for some
 * hundred trials of up to twenty parameters; CMA-ES for longer searches over parameters that all have an order; else TPE.
 *
 * @param trials how many there will be
 */
export function chooseSampler<P extends Params>(space: Space<P>, trials: number): SamplerChoice {
  const parameters = space.names.length;
  if (space.cardinality <= trials)
    return {
      kind: 'grid',
      why: `The space has ${space.cardinality} trials and the budget is ${trials}: each is run once.`,
    };
  if (trials <= GP_TRIALS && parameters <= GP_PARAMETERS)
    return {
      kind: 'gp',
      why: `${trials} trials of ${parameters} parameters are few enough for a Gaussian process, which needs the fewest trials.`,
    };
  const isOrdered = space.names.every((name) => space.dimension(name).kind !== 'categorical');
  if (isOrdered && !space.isConditional && parameters >= CMA_PARAMETERS && trials > GP_TRIALS)
    return {
      kind: 'cmaes',
      why: `All ${parameters} parameters have an order and ${trials} trials are enough for CMA-ES to learn how they depend on one another.`,
    };
  const special = isOrdered
    ? space.isConditional
      ? ', some of them in branches,'
      : ''
    : ', categories among them,';
  return {
    kind: 'tpe',
    why: `${trials} trials of ${parameters} parameters${special} are more than a Gaussian process is made for; TPE stays quick.`,
  };
}
