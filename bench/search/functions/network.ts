import { categorical, float, int, space } from 'sentilab/tuning';
import type { ParamsOf } from 'sentilab/tuning';

/** Settings as of a network. */
export const network = space({
  lr: float(1e-5, 1, { scale: 'log' }),
  decay: float(1e-7, 1e-1, { scale: 'log' }),
  units: int(16, 512, { scale: 'log' }),
  layers: int(1, 4),
  drop: float(0, 0.8),
  optimizer: categorical(['sgd', 'adam', 'rmsprop']),
  cell: categorical(['lstm', 'gru', 'bilstm']),
});

/** A loss as of such a network; its minimum is 0. */
export function networkLoss({
  lr,
  decay,
  units,
  layers,
  drop,
  optimizer,
  cell,
}: ParamsOf<typeof network>): number {
  const best = { sgd: -1, adam: -2.75, rmsprop: -3.25 }[optimizer];
  return (
    { sgd: 0.05, adam: 0, rmsprop: 0.03 }[optimizer] +
    { lstm: 0.02, gru: 0.03, bilstm: 0 }[cell] +
    0.15 * (Math.log10(lr) - best) ** 2 +
    0.02 * (Math.log10(decay) + 3) ** 2 +
    0.05 * (Math.log2(units) - 7) ** 2 +
    0.04 * (layers - 2) ** 2 +
    0.6 * (drop - 0.2 - 0.1 * (layers - 1)) ** 2
  );
}
