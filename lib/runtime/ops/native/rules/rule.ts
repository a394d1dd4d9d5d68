import type { EagerOps } from '../eager.ts';
import type { ResourceVariable } from '../resource-variable.ts';
import type { Scratch } from '../scratch.ts';

/** One variable at one update, in native TensorFlow. */
export interface ResourceUpdate {
  readonly eager: EagerOps;
  /** Frees what the rule makes. */
  readonly scratch: Scratch;
  readonly variable: ResourceVariable;
  /** The rule's memory in the order of its slot names. */
  readonly slots: readonly ResourceVariable[];
  /** Handle of the gradient, already scaled. */
  readonly gradient: number;
  readonly learningRate: number;
  /** Updates of this variable, this one included. */
  readonly step: number;
  /** Handle of a float scalar that lives as long as the update. */
  readonly scalar: (value: number) => number;
}

/** An optimizer's rule: changes the variable and its slots. */
export type ResourceRule = (update: ResourceUpdate) => void;

/** Element-wise products and sums of an update, in few words. */
export function arithmetic({ eager, scratch, scalar }: ResourceUpdate): {
  readonly op: (name: string, ...inputs: number[]) => number;
  /** a × x + b × y */
  readonly mix: (a: number, x: number, b: number, y: number) => number;
} {
  const op = (name: string, ...inputs: number[]): number => scratch.one(name, [eager.float], inputs);
  return { op, mix: (a, x, b, y) => op('AddV2', op('Mul', x, scalar(a)), op('Mul', y, scalar(b))) };
}
