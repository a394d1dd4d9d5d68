import type { Rng } from '../../../random/index.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import { fromUnit, toUnit } from '../../dimensions/unit.ts';
import type { ParamValue, Params } from '../../params.ts';
import type { Space } from '../../space.ts';

/** How near children stay to their parents: higher is nearer. Deb's usual values. */
const CROSSOVER_INDEX = 20;
const MUTATION_INDEX = 20;

/** Chances, each in [0, 1]. */
export interface BreedOptions {
  /** That the parents are crossed, and the child is not a copy of the first. */
  readonly crossover: number;
  /** Of each parameter to be mutated. */
  readonly mutation: number;
}

/**
 * A child of two trials. What has an order goes through simulated binary crossover (Deb & Agrawal 1995) and polynomial mutation
 * (Deb & Goyal 1996) in units of its range; a category comes from one of the parents and mutates to any. A parameter that
 * only one parent has comes from that one; one that neither has is drawn.
 */
export function breed<P extends Params>(
  space: Space<P>,
  parents: readonly [P, P],
  { crossover, mutation }: BreedOptions,
  rng: Rng,
): P {
  const crosses = rng.float() < crossover;
  return space.build((name) => {
    const dimension = space.dimension(name);
    const [first, second] = parents.map((params) => params[name]);
    const inherited =
      first !== undefined && second !== undefined && crosses
        ? crossed(dimension, first, second, rng)
        : (first ?? second);
    if (inherited === undefined) return fromUnit(dimension, rng.float());
    return rng.float() < mutation ? mutated(dimension, inherited, rng) : inherited;
  });
}

function crossed(dimension: Dimension, first: ParamValue, second: ParamValue, rng: Rng): ParamValue {
  const swaps = rng.float() < 0.5;
  const [a, b] = swaps ? [second, first] : [first, second];
  if (dimension.kind === 'categorical' || a === b || rng.float() < 0.5) return a;
  const u = rng.float();
  const spread =
    u <= 0.5 ? (2 * u) ** (1 / (CROSSOVER_INDEX + 1)) : (2 - 2 * u) ** (-1 / (CROSSOVER_INDEX + 1));
  const [x, y] = [toUnit(dimension, a), toUnit(dimension, b)];
  return fromUnit(dimension, ((1 + spread) * x + (1 - spread) * y) / 2);
}

function mutated(dimension: Dimension, value: ParamValue, rng: Rng): ParamValue {
  const u = rng.float();
  if (dimension.kind === 'categorical') return fromUnit(dimension, u);
  const x = toUnit(dimension, value);
  const power = 1 / (MUTATION_INDEX + 1);
  const step =
    u < 0.5
      ? (2 * u + (1 - 2 * u) * (1 - x) ** (MUTATION_INDEX + 1)) ** power - 1
      : 1 - (2 - 2 * u + (2 * u - 1) * x ** (MUTATION_INDEX + 1)) ** power;
  return fromUnit(dimension, x + step);
}
