import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';
import type { LstmState } from './recurrent-ops.ts';

/** Sizes of an LSTM's operands. */
export interface LstmShapes {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/**
 * Sizes of x [time, batch, inputs], kernel [inputs + units, 4 × units] and bias [4 × units], and of the initial state if there is one.
 *
 * @throws FailureError when they do not go together
 */
export function checkLstmShapes(
  x: Tensor3D,
  kernel: Tensor2D,
  bias: Tensor1D,
  initial?: LstmState,
): LstmShapes {
  const [steps, batch, inputs] = x.shape;
  const units = bias.shape[0] / 4;
  if (steps < 1 || batch < 1 || kernel.shape[0] !== inputs + units || kernel.shape[1] !== 4 * units)
    throw new FailureError(
      'An LSTM takes x [time, batch, inputs], kernel [inputs + units, 4 × units] and bias [4 × units], none empty.',
      { value: { x: x.shape, kernel: kernel.shape, bias: bias.shape } },
    );
  for (const [field, state] of Object.entries(initial ?? {}) as [string, Tensor2D][])
    if (state.shape[0] !== batch || state.shape[1] !== units)
      throw new FailureError(`The initial state of an LSTM is [batch, units], here [${batch},${units}].`, {
        field: `initial.${field}`,
        value: state.shape,
      });
  return { steps, batch, inputs, units };
}
