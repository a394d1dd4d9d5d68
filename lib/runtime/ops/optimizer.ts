import type { Tensor } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';
import type { Variable } from './variable.ts';

/** Constants of Adam. */
export interface AdamOptions {
  /** Decay of the mean gradient. Default 0.9. */
  readonly beta1: number;
  /** Decay of the mean squared gradient. Default 0.999. */
  readonly beta2: number;
  /** Added to the root of the bias-corrected mean square, as in algorithm 1 of the paper and in PyTorch. Default 1e-8. */
  readonly epsilon: number;
}

/** A named array of an optimizer's memory. */
export interface NamedValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What one update is told. */
export interface UpdateOptions {
  readonly learningRate: number;
  /** The gradients are multiplied by it first (clipping). Default 1. */
  readonly gradientScale?: number;
  /**
   * A variable that is left as it is this time, memory included; it needs no gradient. Its bias corrections count its own
   * updates only, as in PyTorch: one that is thawed late begins like a new one.
   */
  readonly except?: string;
}

/** Changes named variables along their gradients. Its memory can be taken out and put back bit by bit. */
export interface Optimizer {
  /** Updates made so far. */
  readonly steps: number;
  /** Names of the arrays it remembers for each variable: `m` and `v` of Adam. */
  readonly slotNames: readonly string[];
  /** One update. Every variable that is not left out needs a gradient of its own shape; the gradients stay the caller's. */
  update(gradients: ReadonlyMap<string, Tensor>, options: UpdateOptions): void;
  /** A copy of the memory: for each variable `<slot>/<name>`, as `m/<name>`; `skipped/<name>` where it was left out. */
  exportSlots(): NamedValues[];
  /**
   * Puts back what `exportSlots` gave, with the number of updates made until then.
   *
   * @throws FailureError when an array is missing or has another shape
   */
  importSlots(slots: readonly NamedValues[], steps: number): void;
  dispose(): void;
}

/** The factors of one Adam update after `step` updates, this one included (from 1). */
export interface AdamFactors {
  /** beta1 to the power of the step. */
  readonly beta1Power: number;
  /** beta2 to the power of the step. */
  readonly beta2Power: number;
  /** Learning rate with both bias corrections drawn into it. */
  readonly stepSize: number;
  /** Epsilon to go with `stepSize`: scaled by the root of the second bias correction. */
  readonly epsilon: number;
}

/**
 * Bias corrections of Adam. Drawing them into the step size saves two divisions per element; the epsilon is scaled
 * likewise, so that the result is algorithm 1 of the paper, not the variant at the end of its section 2.
 */
export function adamFactors(options: AdamOptions, learningRate: number, step: number): AdamFactors {
  const beta1Power = options.beta1 ** step;
  const beta2Power = options.beta2 ** step;
  const correction = Math.sqrt(1 - beta2Power);
  return {
    beta1Power,
    beta2Power,
    stepSize: (learningRate * correction) / (1 - beta1Power),
    epsilon: options.epsilon * correction,
  };
}

/** How often a variable was left out of an update, as an array of the exported memory; none for never. */
export function skippedSlot(name: string, skipped: number): NamedValues[] {
  return skipped === 0 ? [] : [{ name: `skipped/${name}`, shape: [], values: Float32Array.of(skipped) }];
}

/** The number that `skippedSlot` wrote; 0 where it wrote nothing. */
export function readSkipped(slots: readonly NamedValues[], name: string): number {
  return slots.find((slot) => slot.name === `skipped/${name}`)?.values[0] ?? 0;
}

/** The array called `name`, or an error when it is missing or does not fit. */
export function requireSlot(
  slots: readonly NamedValues[],
  name: string,
  shape: readonly number[],
): Float32Array {
  const slot = slots.find((candidate) => candidate.name === name);
  if (slot === undefined)
    throw new FailureError('The saved optimizer state lacks an array.', { field: name });
  if (slot.shape.join() !== shape.join())
    throw new FailureError(`The saved optimizer state does not fit: the shape should be [${shape.join()}].`, {
      field: name,
      value: slot.shape,
    });
  return slot.values;
}

/** The gradient called `name`, or an error. */
export function requireGradient(
  gradients: ReadonlyMap<string, Tensor>,
  name: string,
  variable: Variable,
): Tensor {
  const gradient = gradients.get(name);
  if (gradient === undefined) throw new FailureError('A variable got no gradient.', { field: name });
  if (gradient.shape.join() !== variable.shape.join())
    throw new FailureError(`A gradient has the shape of its variable, [${variable.shape.join()}].`, {
      field: name,
      value: gradient.shape,
    });
  return gradient;
}
