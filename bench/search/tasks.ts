import { branch, categorical, choice, float, int, ordered, space } from 'sentilab/tuning';
import type { Params, ParamsOf, Space } from 'sentilab/tuning';

/** A function to be minimised whose formula everybody can check. */
export interface SearchTask {
  readonly name: string;
  readonly about: string;
  /** Its smallest value. */
  readonly optimum: number;
  readonly space: Space;
  loss(params: Params): number;
}

function task<P extends Params>(
  name: string,
  about: string,
  optimum: number,
  space: Space<P>,
  loss: (params: P) => number,
): SearchTask {
  return { name, about, optimum, space: space, loss: (params) => loss(params as P) };
}

/** `x0`, `x1`, … as an array. */
function vector(params: Params, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Number(params[`x${i}`]));
}

function cube(count: number, low: number, high: number): Space<Record<`x${number}`, number>> {
  return space(Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, float(low, high)])));
}

const HARTMANN_ALPHA = [1, 1.2, 3, 3.2];
const HARTMANN_A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const HARTMANN_P = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

const network = space({
  lr: float(1e-5, 1, { scale: 'log' }),
  decay: float(1e-7, 1e-1, { scale: 'log' }),
  units: int(16, 512, { scale: 'log' }),
  layers: int(1, 4),
  drop: float(0, 0.8),
  optimizer: categorical(['sgd', 'adam', 'rmsprop']),
  cell: categorical(['lstm', 'gru', 'bilstm']),
});

function networkLoss({ lr, decay, units, layers, drop, optimizer, cell }: ParamsOf<typeof network>): number {
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

const drop = float(0, 0.8);
const condlstm = space({
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

function condlstmLoss(params: ParamsOf<typeof condlstm>): number {
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

/** Three tasks of reference.json, for which peers were measured, and others so that nothing is tuned to two functions. */
export const SEARCH_TASKS: readonly SearchTask[] = [
  task(
    'branin',
    'two real parameters, three minima',
    0.39788735772973816,
    space({ x1: float(-5, 10), x2: float(0, 15) }),
    ({ x1, x2 }) =>
      (x2 - (5.1 / (4 * Math.PI ** 2)) * x1 ** 2 + (5 / Math.PI) * x1 - 6) ** 2 +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x1) +
      10,
  ),
  task('hartmann6', 'six real parameters, two deep minima', -3.322368011415515, cube(6, 0, 1), (params) => {
    const x = vector(params, 6);
    return -HARTMANN_ALPHA.reduce((sum, alpha, i) => {
      const distance = x.reduce(
        (total, value, j) => total + (HARTMANN_A[i]?.[j] ?? 0) * (value - (HARTMANN_P[i]?.[j] ?? 0)) ** 2,
        0,
      );
      return sum + alpha * Math.exp(-distance);
    }, 0);
  }),
  task(
    'condlstm',
    'conditional and mixed: layers and optimizer bring parameters of their own',
    0,
    condlstm,
    condlstmLoss,
  ),
  task(
    'rosenbrock4',
    'four real parameters in a curved valley; log10 of the value',
    -3,
    cube(4, -2, 2),
    (params) => {
      const x = vector(params, 4);
      let sum = 0;
      for (let i = 0; i < 3; i++) {
        const [a, b] = [x[i] ?? 0, x[i + 1] ?? 0];
        sum += 100 * (b - a ** 2) ** 2 + (1 - a) ** 2;
      }
      return Math.log10(sum + 1e-3);
    },
  ),
  task('sphere20', 'twenty real parameters', 0, cube(20, 0, 1), (params) =>
    vector(params, 20).reduce((sum, x, i) => sum + (x - (0.2 + 0.03 * i)) ** 2, 0),
  ),
  task(
    'network',
    'real, log, whole-number and categorical parameters, as of a network',
    0,
    network,
    networkLoss,
  ),
  task(
    'chain8',
    'eight whole numbers, neighbours coupled',
    6,
    space(Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`x${i}`, int(0, 7)]))),
    (params) => {
      const x = vector(params, 8);
      return x.reduce(
        (sum, value, i) => sum + (value - (i % 7)) ** 2 + (i > 0 ? Math.abs(value - (x[i - 1] ?? 0) - 1) : 0),
        0,
      );
    },
  ),
  task(
    'choices8',
    'eight categorical parameters of five choices',
    0,
    space(Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`x${i}`, categorical([0, 1, 2, 3, 4])]))),
    (params) =>
      vector(params, 8).reduce((sum, value, i) => sum + ([0, 1, 2, 1.5, 3][(value + i) % 5] ?? 0), 0),
  ),
];
