import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Pass } from '../network/architecture.ts';

/** What a cell runs over a sequence with. */
export interface CellRun {
  /** [time, batch, inputs]. */
  readonly x: Tensor3D;
  /** [inputs + units, gates × units], dropout already in it. */
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
  /** First states by their names, [batch, units] each; null for zeros. */
  readonly initial: ((state: string) => Tensor2D) | null;
  /** Whether the gradient with respect to `x` is wanted. */
  readonly inputGradient: boolean;
}

/** A kind of recurrent unit: how many weights it has and how it computes. */
export interface Cell {
  /** Beginning of its weights' names. */
  readonly name: 'lstm' | 'gru';
  /** Column blocks of the kernel, each as wide as the units. */
  readonly gates: number;
  /** First values of the bias. */
  readonly bias: (units: number) => Float32Array;
  /** Names of the states that a step hands to the next. */
  readonly states: readonly string[];
  /** Outputs of every step [time, batch, units]. */
  readonly run: (pass: Pass, run: CellRun) => Tensor3D;
}
