import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { FailureError } from '../../errors/index.ts';
import { checkGruShapes } from './gru-shapes.ts';
import { checkLstmShapes } from './lstm-shapes.ts';

/** Kinds of recurrent units. */
export type CellKind = 'lstm' | 'gru';

/** One direction of a recurrent layer: weights as in `RecurrentOps.lstm` and `RecurrentOps.gru`. */
export interface LayerDirection {
  /** Whether it reads each row from its last valid step to its first. */
  readonly backward: boolean;
  readonly kernel: Tensor2D;
  readonly bias: Tensor1D;
  /** States before its first step, [batch, units] each and differentiable: the output, then an LSTM's cell. Default zero. */
  readonly initial?: readonly Tensor2D[];
}

/** A recurrent layer over a batch of rows of different lengths. */
export interface RecurrentLayer {
  readonly cell: CellKind;
  /** Inputs [time, batch, inputs], right-padded. */
  readonly x: Tensor3D;
  /** Valid steps per row, 1 … time. */
  readonly lengths: Int32Array;
  /** One or two, of the same number of units. */
  readonly directions: readonly LayerDirection[];
  /** Whether the gradient with respect to `x` is wanted. Default true. */
  readonly inputGradient?: boolean;
}

/** States that a step hands to the next. */
const STATES: Readonly<Record<CellKind, number>> = { lstm: 2, gru: 1 };

/**
 * Checks the operands of a layer.
 *
 * @throws FailureError when its operands do not go together
 */
export function checkLayer({ cell, x, lengths, directions }: RecurrentLayer): void {
  const [steps, batch] = x.shape;
  const wrong = lengths.findIndex((length) => !(length >= 1 && length <= steps));
  if (lengths.length !== batch || wrong >= 0)
    throw new FailureError(`A recurrent layer takes a length of 1 … ${steps} for each of ${batch} rows.`, {
      field: wrong >= 0 ? `lengths[${wrong}]` : 'lengths',
      value: wrong >= 0 ? lengths[wrong] : lengths.length,
    });
  const given = directions.filter(({ initial }) => initial !== undefined).length;
  if (given !== 0 && given !== directions.length)
    throw new FailureError('First states are given for all directions of a layer or for none.', {
      field: 'initial',
      value: given,
    });
  const units = directions.map(({ kernel, bias, initial }) => {
    const [h, c] = initial ?? [];
    if (initial !== undefined && initial.length !== STATES[cell])
      throw new FailureError(`A ${cell} has ${STATES[cell]} first states.`, {
        field: 'initial',
        value: initial.length,
      });
    return cell === 'gru'
      ? checkGruShapes(x, kernel, bias, h).units
      : checkLstmShapes(x, kernel, bias, h && c ? { h, c } : undefined).units;
  });
  if (units.length < 1 || units.length > 2 || units[0] !== units.at(-1))
    throw new FailureError('A recurrent layer has one or two directions of the same number of units.', {
      field: 'directions',
      value: units,
    });
}
