import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';

/** Sizes of a GRU's operands. */
export interface GruShapes {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly units: number;
}

/**
 * Sizes of x [time, batch, inputs], kernel [inputs + units, 3 × units] and bias [4 × units], and of the initial output if
 * there is one.
 *
 * @throws FailureError when they do not go together
 */
export function checkGruShapes(x: Tensor3D, kernel: Tensor2D, bias: Tensor1D, initial?: Tensor2D): GruShapes {
  const [steps, batch, inputs] = x.shape;
  const units = bias.shape[0] / 4;
  if (steps < 1 || batch < 1 || kernel.shape[0] !== inputs + units || kernel.shape[1] !== 3 * units)
    throw new FailureError(
      'A GRU takes x [time, batch, inputs], kernel [inputs + units, 3 × units] and bias [4 × units], none empty.',
      { value: { x: x.shape, kernel: kernel.shape, bias: bias.shape } },
    );
  if (initial !== undefined && (initial.shape[0] !== batch || initial.shape[1] !== units))
    throw new FailureError(`The initial output of a GRU is [batch, units], here [${batch},${units}].`, {
      field: 'initial',
      value: initial.shape,
    });
  return { steps, batch, inputs, units };
}
