import type { RecurrentOps } from '../../recurrent-ops.ts';
import type { EagerOps } from '../eager.ts';
import { kernelLayers } from './layer-kernel.ts';

/** What our own kernels compute, in place of TensorFlow's operations. */
export function kernelOps(
  eager: EagerOps,
): Pick<RecurrentOps, 'lstm' | 'gru' | 'recurrentSequence' | 'recurrentLast'> {
  const layers = kernelLayers(eager);
  const full = (steps: number, batch: number): Int32Array => new Int32Array(batch).fill(steps);
  return {
    ...layers,
    lstm: (x, kernel, bias, { initial, inputGradient } = {}) =>
      layers.recurrentSequence({
        cell: 'lstm',
        x,
        lengths: full(x.shape[0], x.shape[1]),
        directions: [{ backward: false, kernel, bias, ...(initial && { initial: [initial.h, initial.c] }) }],
        ...(inputGradient !== undefined && { inputGradient }),
      }),
    gru: (x, kernel, bias, { initial, inputGradient } = {}) =>
      layers.recurrentSequence({
        cell: 'gru',
        x,
        lengths: full(x.shape[0], x.shape[1]),
        directions: [{ backward: false, kernel, bias, ...(initial && { initial: [initial] }) }],
        ...(inputGradient !== undefined && { inputGradient }),
      }),
  };
}
