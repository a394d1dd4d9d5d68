import { cardinality, isChoice } from '../../dimensions/dimension.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import { fromUnit, toUnit, unitCell } from '../../dimensions/unit.ts';
import type { ParamValue, Params } from '../../params.ts';
import type { Space } from '../../space.ts';

/**
 * How one parameter looks to the density estimator: a number per trial. A real range is its coordinate in [0, 1]; a
 * discrete number is the middle of its cell, with the cell's ends at hand; a category is its index. A parameter that the trial
 * does not have is NaN.
 */
export type Column =
  | { readonly kind: 'real' }
  | {
      readonly kind: 'cells';
      readonly count: number;
      /** All cells have the width 1/count. */
      readonly even: boolean;
      readonly cell: (u: number) => readonly [number, number];
      readonly snap: (u: number) => number;
    }
  | { readonly kind: 'category'; readonly choices: number };

/** One column per name of the space, in the order of `names`. */
export function columnsOf<P extends Params>(space: Space<P>): Column[] {
  return space.names.map((name): Column => {
    const dimension = space.dimension(name);
    if (dimension.kind === 'categorical') return { kind: 'category', choices: dimension.choices.length };
    if (cardinality(dimension) === Infinity) return { kind: 'real' };
    return {
      kind: 'cells',
      count: cardinality(dimension),
      even: isChoice(dimension) || dimension.scale === 'linear',
      cell: (u) => {
        const cell = unitCell(dimension, fromUnit(dimension, u));
        return cell ? [cell.start, cell.end] : [u, u];
      },
      snap: (u) => toUnit(dimension, fromUnit(dimension, u)),
    };
  });
}

/** A trial's parameters as one row of numbers. */
export function rowOf<P extends Params>(space: Space<P>, params: P): Float64Array {
  const row = space.toUnit(params);
  space.names.forEach((name, i) => {
    const dimension = space.dimension(name);
    if (dimension.kind === 'categorical' && Object.hasOwn(params, name))
      row[i] = dimension.choices.indexOf(params[name] as ParamValue);
  });
  return row;
}

/** The parameters that a row stands for; what the trial cannot have is not read. */
export function paramsOf<P extends Params>(space: Space<P>, row: Float64Array): P {
  return space.build((name, index) => valueOf(space.dimension(name), row[index] ?? 0));
}

/** The value that a column's number stands for. */
export function valueOf(dimension: Dimension, x: number): ParamValue {
  return dimension.kind === 'categorical' ? (dimension.choices[x] as ParamValue) : fromUnit(dimension, x);
}
