import type { Rng } from '../../random/index.ts';
import type { NumericDimension, Dimension } from '../dimensions/dimension.ts';
import { isChoice } from '../dimensions/dimension.ts';
import { fromUnit, toUnit } from '../dimensions/unit.ts';
import type { ParamValue, Params } from '../params.ts';
import type { Space } from '../space.ts';

export interface ExploreOptions {
  /** Chance that a parameter is drawn anew instead of perturbed. Default 0.25. */
  readonly resampleProbability?: number;
  /** One of these multiplies a number. Default 0.8 and 1.2. */
  readonly factors?: readonly number[];
}

/**
 * Parameters near others (Jaderberg et al. 2017, "explore"): each is drawn anew with some probability; else a number is
 * multiplied by one of the factors (a whole or quantised one moves a step at least), an ordered value moves to a neighbour,
 * and one without an order stays. Parameters of a branch that was not there are drawn. Constraints are kept.
 */
export function explore<P extends Params>(
  space: Space<P>,
  params: P,
  rng: Rng,
  { resampleProbability = 0.25, factors = [0.8, 1.2] }: ExploreOptions = {},
): P {
  const given: Params = params;
  return space.draw(() =>
    space.build((name): ParamValue => {
      const dimension = space.dimension(name);
      const [isNew, u, pick] = [rng.float() < resampleProbability, rng.float(), rng.float()];
      const value = given[name];
      if (isNew || value === undefined) return fromUnit(dimension, u);
      if (isChoice(dimension)) return neighbour(dimension, value, pick);
      const factor = factors[Math.floor(pick * factors.length)] ?? 1;
      return moved(dimension, value as number, factor);
    }),
  );
}

function neighbour(
  dimension: Extract<Dimension, { choices: unknown }>,
  value: ParamValue,
  pick: number,
): ParamValue {
  if (dimension.kind === 'categorical') return value;
  const place = dimension.choices.indexOf(value) + (pick < 0.5 ? -1 : 1);
  return dimension.choices[Math.min(dimension.choices.length - 1, Math.max(0, place))] as ParamValue;
}

/** The product, inside the range and on its steps. */
function moved(dimension: NumericDimension, value: number, factor: number): number {
  const { low, high, step } = dimension;
  let next = value * factor;
  if (step !== undefined && Math.abs(next - value) < step)
    next = value + Math.sign(factor - 1) * Math.sign(value || 1) * step;
  next = Math.min(high, Math.max(low, next));
  return step === undefined
    ? next
    : (fromUnit(dimension, toUnit(dimension, onStep(next, low, step))) as number);
}

function onStep(value: number, low: number, step: number): number {
  return low + Math.round((value - low) / step) * step;
}
