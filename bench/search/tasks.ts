import { categorical, float, int, space } from 'sentilab/tuning';
import type { Params, Space } from 'sentilab/tuning';
import { condlstm, condlstmLoss } from './functions/condlstm.ts';
import { HARTMANN_MINIMUM, hartmann } from './functions/hartmann.ts';
import { mixed24, mixed24Loss } from './functions/mixed24.ts';
import { CELLS, grid } from './table/grid.ts';
import { bestLoss } from './table/table.ts';
import { network, networkLoss } from './functions/network.ts';

/** A function to be minimised whose formula everybody can check. */
export interface SearchTask {
  readonly name: string;
  readonly about: string;
  /** Its smallest value. */
  readonly optimum: number;
  readonly space: Space;
  loss(params: Params): number;
  /** Deviation of the normal noise that a search sees; default none. What counts is the true loss of the trial that looked best. */
  readonly noise?: number;
}

function task<P extends Params>(
  name: string,
  about: string,
  optimum: number,
  space: Space<P>,
  loss: (params: P) => number,
  noise = 0,
): SearchTask {
  return { name, about, optimum, space, loss: (params) => loss(params as P), noise };
}

/** `x0`, `x1`, … as an array. */
function vector(params: Params, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Number(params[`x${i}`]));
}

function cube(count: number, low: number, high: number): Space<Record<`x${number}`, number>> {
  return space(Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, float(low, high)])));
}

/** Three tasks of reference.json and others, so that nothing is tuned to three functions; `peers.py` has the same ones. */
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
  task('hartmann6', 'six real parameters, two deep minima', HARTMANN_MINIMUM, cube(6, 0, 1), (params) =>
    hartmann(vector(params, 6)),
  ),
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
  task(
    'noisy-hartmann6',
    'hartmann6, measured with a deviation of 0.1',
    HARTMANN_MINIMUM,
    cube(6, 0, 1),
    (params) => hartmann(vector(params, 6)),
    0.1,
  ),
  task('noisy-network', 'network, measured with a deviation of 0.02', 0, network, networkLoss, 0.02),
  task(
    'hidden25',
    'twenty-five real parameters, of which hartmann6 looks at six',
    HARTMANN_MINIMUM,
    cube(25, 0, 1),
    (params) => {
      const x = vector(params, 25);
      return hartmann([2, 6, 10, 14, 18, 22].map((place) => x[place] ?? 0));
    },
  ),
  task(
    'mixed24',
    'twenty-four parameters, a third each real, whole numbers and categories, that matter less and less',
    0,
    mixed24,
    mixed24Loss,
  ),
  task(
    'rt-table',
    '336 recorded trainings on Rotten Tomatoes: the least validation loss',
    Math.min(...CELLS.map(bestLoss)),
    grid,
    bestLoss,
  ),
];
