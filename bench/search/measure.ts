import process from 'node:process';
import { Rng } from 'sentilab/random';
import { createSampler, float, int, space } from 'sentilab/tuning';
import type { ObservedTrial, SamplerConfig, Space } from 'sentilab/tuning';
import { quantile as quantileOfSorted } from '../../lib/tuning/analysis/best-so-far.ts';
import type { SearchTask } from './tasks.ts';

/**
 * What one sequential search found after each number of trials in `at`: the true loss of the trial that looked best.
 */
export function bestAfter(
  task: SearchTask,
  config: SamplerConfig,
  seed: number,
  at: readonly number[],
): number[] {
  const sampler = createSampler(config, task.space, seed);
  const trials = Math.max(...at);
  const noise = new Rng(seed).split('noise');
  const bests: number[] = [];
  let [seen, best] = [Infinity, Infinity];
  let news: ObservedTrial[] = [];
  for (let number = 0; number < trials; number++) {
    sampler.update(news, []);
    const suggestion = sampler.suggest(1)[0];
    if (suggestion) {
      const loss = task.loss(suggestion.params);
      const value = task.noise ? loss + task.noise * noise.normal() : loss;
      news = [{ number, params: suggestion.params, value, state: 'finished' }];
      if (value < seen) [seen, best] = [value, loss];
    } else news = [];
    bests.push(best);
  }
  return at.map((n) => bests[n - 1] ?? NaN);
}

/** The value below which a share of the sorted values lies, between two of them if need be. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(
    [...values].sort((a, b) => a - b),
    share,
  );
}

/** The compiler needs some calls before the code runs as fast as it will. */
const WARM_UP = 50;

/** CPU milliseconds of one suggestion after so many finished trials, once warm; ten parameters as in reference.json. */
export function suggestionCost(
  config: SamplerConfig,
  finished: number,
  repetitions: number,
  warmUp = WARM_UP,
): number {
  const s: Space = space({
    ...Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`f${i}`, float(0, 1)])),
    ...Object.fromEntries(
      Array.from({ length: 2 }, (_, i) => [`l${i}`, float(1e-5, 1e-1, { scale: 'log' })]),
    ),
    ...Object.fromEntries(Array.from({ length: 2 }, (_, i) => [`n${i}`, int(1, 100)])),
  });
  const known: ObservedTrial[] = createSampler({ kind: 'random' }, s, 1)
    .suggest(finished)
    .map(({ params }, number) => ({
      number,
      params,
      value: Object.values(params).reduce<number>((sum, value) => sum + Math.sin(Number(value)), 0),
      state: 'finished',
    }));
  const sampler = createSampler(config, s, 1);
  sampler.update(known, []);
  const costs: number[] = [];
  for (let i = -warmUp; i < repetitions; i++) {
    const before = process.cpuUsage();
    const params = sampler.suggest(1)[0]?.params;
    const { user, system } = process.cpuUsage(before);
    if (i >= 0) costs.push((user + system) / 1000);
    if (params) sampler.update([{ number: finished + warmUp + i, params, value: 1, state: 'finished' }], []);
  }
  return quantile(costs, 0.5);
}
