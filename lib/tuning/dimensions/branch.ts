import type { ParamValue } from '../params.ts';
import type { CategoricalDimension } from './categorical.ts';
import type { Dimension } from './dimension.ts';
import type { OrderedDimension } from './ordered.ts';

/** Parameters by name. */
export type Dimensions = Readonly<Record<string, Dimension>>;

/** The parameters that exist beside each choice alone, by the choice as text. A choice that is not listed has none. */
export type Branches = Readonly<Record<string, Dimensions>>;

/** A choice that decides which other parameters exist. `B` has the branches' types. */
export type Branching<D extends Dimension, B> = Omit<D, 'branches'> & { readonly branches: B };

/**
 * A choice by name that brings parameters of its own:
 * `choice({ adam: { beta1: float(0.8, 0.99) }, sgd: { momentum: float(0, 0.99) }, none: {} })`. A trial's parameters have the
 * type of a union: `momentum` compiles only where `optimizer === 'sgd'` was asked. Branches nest. Two branches of one choice may have the
 * same parameter, if its range is the same.
 */
export function choice<const B extends Branches>(
  branches: B,
): Branching<CategoricalDimension<Extract<keyof B, string>>, B> {
  const choices = Object.keys(branches) as Extract<keyof B, string>[];
  return { kind: 'categorical', choices, branches };
}

/**
 * The same for a choice that has been made already, with numbers or booleans or an order:
 * `branch(ordered([1, 2]), { 1: { drop1: … }, 2: { drop1: …, drop2: … } })`, `branch(boolean(), { true: { … } })`.
 */
export function branch<
  D extends CategoricalDimension | OrderedDimension,
  const B extends Readonly<Partial<Record<`${D['choices'][number]}`, Dimensions>>>,
>(parent: D, branches: B): Branching<D, B> {
  return { ...parent, branches };
}

/** Choices as they name branches. */
export function branchKey(value: ParamValue): string {
  return String(value);
}
