import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';

/** What the gradient needs of the forward pass, as handles. All but the first three are [time, batch, units]. */
export interface LstmRun {
  readonly x: number;
  readonly kernel: number;
  readonly bias: number;
  readonly inputGate: number;
  readonly cell: number;
  readonly forgetGate: number;
  readonly outputGate: number;
  readonly candidate: number;
  /** tanh of the cell state. */
  readonly cellOutput: number;
  readonly h: number;
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/** Gradients of the three inputs; `x` is null where it is not wanted. */
export interface LstmGradients {
  readonly x: Tensor3D | null;
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
}
