import type { ParamValue } from '../params.ts';
import { checkChoices } from './categorical.ts';
import type { CategoricalDimension } from './categorical.ts';
import { checkFloat } from './float.ts';
import type { FloatDimension } from './float.ts';
import { checkInt } from './int.ts';
import type { IntDimension } from './int.ts';
import type { OrderedDimension } from './ordered.ts';

/** One parameter of a space, as plain JSON discriminated by `kind`. */
export type Dimension = FloatDimension | IntDimension | CategoricalDimension | OrderedDimension;

/** A range of numbers. */
export type NumericDimension = FloatDimension | IntDimension;

/** The type of a dimension's value: the union of the choices, or number. */
export type ValueOf<D> = D extends { readonly choices: readonly (infer T)[] } ? T : number;

/** Whether the values are listed, and not a range. */
export function isChoice(dimension: Dimension): dimension is CategoricalDimension | OrderedDimension {
  return dimension.kind === 'categorical' || dimension.kind === 'ordered';
}

/** @throws UserError naming field, value and fix */
export function checkDimension(dimension: Dimension, field: string): void {
  switch (dimension.kind) {
    case 'float':
      return checkFloat(dimension, field);
    case 'int':
      return checkInt(dimension, field);
    case 'categorical':
    case 'ordered':
      return checkChoices(dimension, field);
  }
}

/** How many values a dimension has, its branches apart; Infinity for a real range. */
export function cardinality(dimension: Dimension): number {
  switch (dimension.kind) {
    case 'categorical':
    case 'ordered':
      return dimension.choices.length;
    case 'int':
      return (dimension.high - dimension.low) / dimension.step + 1;
    case 'float':
      if (dimension.low === dimension.high) return 1;
      if (dimension.step === undefined) return Infinity;
      return Math.round((dimension.high - dimension.low) / dimension.step) + 1;
  }
}

/** Whether a value is one that the dimension has. */
export function containsValue(dimension: Dimension, value: unknown): value is ParamValue {
  if (isChoice(dimension)) return (dimension.choices as readonly unknown[]).includes(value);
  if (typeof value !== 'number' || !(value >= dimension.low && value <= dimension.high)) return false;
  if (dimension.kind === 'int') return Number.isInteger((value - dimension.low) / dimension.step);
  if (dimension.step === undefined) return true;
  const steps = (value - dimension.low) / dimension.step;
  return Math.abs(steps - Math.round(steps)) <= 1e-9 * Math.max(1, steps);
}
