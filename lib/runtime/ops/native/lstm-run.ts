import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { LstmState } from '../recurrent-ops.ts';

/** What the gradient needs of the forward pass, as handles; `inputGate` to `h` are [time, batch, units]. */
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
  /** State before the first step, [batch, units] each; null for zeros. */
  readonly initial: { readonly h: number; readonly c: number } | null;
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/** Gradients of the inputs; `x` is null where it is not wanted, `initial` where it was zero. */
export interface LstmGradients {
  readonly x: Tensor3D | null;
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
  readonly initial: LstmState | null;
}
