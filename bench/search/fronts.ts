import { createSampler, float, space } from 'sentilab/tuning';
import type { ObservedTrial, Params, ParamsOf, SamplerConfig, Space } from 'sentilab/tuning';
import { network, networkLoss } from './functions/network.ts';

/** Two objectives, each to be minimised. */
export interface FrontTask {
  readonly name: string;
  readonly about: string;
  readonly space: Space;
  /** No trial is better than this in either objective. */
  readonly ideal: readonly [number, number];
  /** Trials behind this count nothing. */
  readonly worst: readonly [number, number];
  losses(params: Params): readonly [number, number];
}

const PARAMETERS = 10;

/** Zitzler, Deb & Thiele 2000, with ten parameters: the front is where all but the first are 0. */
function zdt(name: string, about: string, shape: (ratio: number) => number): FrontTask {
  const names = Array.from({ length: PARAMETERS }, (_, i) => `x${i}`);
  return {
    name,
    about,
    space: space(Object.fromEntries(names.map((one) => [one, float(0, 1)]))),
    ideal: [0, 0],
    worst: [1.1, 10],
    losses: (params) => {
      const [first = 0, ...others] = names.map((one) => Number(params[one]));
      const g = 1 + (9 * others.reduce((sum, x) => sum + x, 0)) / others.length;
      return [first, g * shape(first / g)];
    },
  };
}

/** Tasks of several objectives; `peers.py` has the same ones. */
export const FRONT_TASKS: readonly FrontTask[] = [
  zdt('zdt1', 'ten real parameters, a convex front', (ratio) => 1 - Math.sqrt(ratio)),
  zdt('zdt2', 'ten real parameters, a concave front', (ratio) => 1 - ratio ** 2),
  {
    name: 'network-size',
    about: 'the loss of network beside the logarithm of its size: mixed parameters',
    space: network,
    ideal: [0, 4],
    worst: [1, 13],
    losses: (params) => {
      const settings = params as ParamsOf<typeof network>;
      const size = settings.units * settings.layers * (settings.cell === 'bilstm' ? 2 : 1);
      return [networkLoss(settings), Math.log2(size)];
    },
  },
];

/** The share of the box between `ideal` and `worst` that one search dominated after each number of trials in `at`. */
export function frontAfter(
  task: FrontTask,
  config: SamplerConfig,
  seed: number,
  at: readonly number[],
): number[] {
  const sampler = createSampler(config, task.space, seed);
  const points: (readonly [number, number])[] = [];
  let news: ObservedTrial[] = [];
  for (let number = 0; number < Math.max(...at); number++) {
    sampler.update(news, []);
    const params = sampler.suggest(1)[0]?.params;
    if (!params) break;
    const values = task.losses(params);
    points.push(values);
    news = [{ number, params, value: values[0], values, state: 'finished' }];
  }
  return at.map((trials) => shareOfBox(points.slice(0, trials), task));
}

function shareOfBox(points: readonly (readonly [number, number])[], { ideal, worst }: FrontTask): number {
  const inside = points
    .filter(([x, y]) => x < worst[0] && y < worst[1])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let [area, height] = [0, worst[1]];
  for (const [x, y] of inside)
    if (y < height) {
      area += (worst[0] - x) * (height - y);
      height = y;
    }
  return area / ((worst[0] - ideal[0]) * (worst[1] - ideal[1]));
}
