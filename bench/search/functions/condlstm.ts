import { branch, categorical, choice, float, int, ordered, space } from 'sentilab/tuning';
import type { ParamsOf } from 'sentilab/tuning';

const drop = float(0, 0.8);
/** Layers and optimizer bring parameters of their own. */
export const condlstm = space({
  cell: categorical(['lstm', 'gru', 'bilstm']),
  units: int(16, 512, { scale: 'log' }),
  layers: branch(ordered([1, 2, 3, 4]), {
    1: { drop1: drop },
    2: { drop1: drop, drop2: drop },
    3: { drop1: drop, drop2: drop, drop3: drop },
    4: { drop1: drop, drop2: drop, drop3: drop, drop4: drop },
  }),
  opt: choice({
    sgd: { sgd_lr: float(1e-4, 1, { scale: 'log' }), sgd_momentum: float(0, 0.99) },
    adam: {
      adam_lr: float(1e-5, 0.1, { scale: 'log' }),
      adam_c2: float(1e-4, 0.1, { scale: 'log' }),
    },
    rmsprop: { rms_lr: float(1e-5, 0.1, { scale: 'log' }) },
  }),
});

/** Its minimum is 0. */
export function condlstmLoss(params: ParamsOf<typeof condlstm>): number {
  const { cell, units, layers } = params;
  const drops = [
    params.drop1,
    'drop2' in params ? params.drop2 : 0,
    'drop3' in params ? params.drop3 : 0,
    'drop4' in params ? params.drop4 : 0,
  ].slice(0, layers);
  return (
    { lstm: 0.02, gru: 0.03, bilstm: 0 }[cell] +
    0.05 * (Math.log2(units) - 7) ** 2 +
    0.04 * (layers - 2) ** 2 +
    drops.reduce((sum, value, i) => sum + 0.6 * (value - 0.2 - 0.1 * i) ** 2, 0) / layers +
    optimizerLoss(params)
  );
}

function optimizerLoss(params: ParamsOf<typeof condlstm>): number {
  switch (params.opt) {
    case 'sgd':
      return 0.05 + 0.1 * (Math.log10(params.sgd_lr) + 1) ** 2 + 0.5 * (params.sgd_momentum - 0.9) ** 2;
    case 'adam':
      return 0.15 * (Math.log10(params.adam_lr) + 2.75) ** 2 + 0.02 * (Math.log10(params.adam_c2) + 3) ** 2;
    case 'rmsprop':
      return 0.03 + 0.2 * (Math.log10(params.rms_lr) + 3.25) ** 2;
  }
}
