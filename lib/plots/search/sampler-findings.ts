import { meanInterval, type MeanInterval, type SamplerFinding } from '../../tracking/index.ts';
import { bestSoFar, type SearchRun } from '../../tuning/index.ts';

type Direction = 'minimize' | 'maximize';
type OverSeeds = SamplerFinding['best'];

/** Which sampler found what, the best first, and the value that each is asked to reach. */
export interface SamplerFindings {
  /** The least good of the samplers' best values; null without a result. */
  readonly target: number | null;
  readonly samplers: readonly SamplerFinding[];
}

interface Found {
  readonly best: number;
  readonly trials: number;
  readonly seconds: number;
}

/**
 * After how many trials and after how much training each sampler had found its best, and what all of them found in the end: means
 * over repetitions with other seeds, with their 95 % intervals. Searches without any result are left out.
 */
export function samplerFindings(searches: readonly SearchRun[], direction: Direction): SamplerFindings {
  const names = [...new Set(searches.map(({ sampler }) => sampler))];
  const groups = names.flatMap((sampler) => {
    const own = searches.filter((search) => search.sampler === sampler);
    const found = own.flatMap((search) => whenBest(search, direction) ?? []);
    return found.length === 0 ? [] : [{ sampler, own, found, best: mean(found.map(({ best }) => best)) }];
  });
  if (groups.length === 0) return { target: null, samplers: [] };
  const sign = direction === 'minimize' ? 1 : -1;
  groups.sort((a, b) => sign * (a.best.mean - b.best.mean));
  const target = (groups[groups.length - 1] as (typeof groups)[number]).best.mean;
  return {
    target,
    samplers: groups.map(({ sampler, own, found, best }): SamplerFinding => {
      const there = own.flatMap((search) => whenReached(search, target, direction) ?? []);
      return {
        sampler,
        best,
        trials: mean(found.map(({ trials }) => trials)),
        seconds: mean(found.map(({ seconds }) => seconds)),
        reached:
          there.length === 0
            ? null
            : {
                repetitions: there.length,
                trials: mean(there.map(({ trials }) => trials)),
                seconds: mean(there.map(({ seconds }) => seconds)),
              },
      };
    }),
  };
}

function whenBest(search: SearchRun, direction: Direction): Found | null {
  const best = bestSoFar(
    search.trials.map(({ value }) => value),
    direction,
  ).at(-1);
  return best === undefined || best === null ? null : whenReached(search, best, direction);
}

/** When a search had a value at least so good; null when it never had. */
function whenReached({ trials }: SearchRun, target: number, direction: Direction): Found | null {
  let seconds = 0;
  for (const [i, { value, seconds: own }] of trials.entries()) {
    seconds += own;
    if (value !== null && (direction === 'minimize' ? value <= target : value >= target))
      return { best: value, trials: i + 1, seconds };
  }
  return null;
}

function mean(values: readonly number[]): OverSeeds {
  const { mean: middle, interval, n } = meanInterval(values) as MeanInterval;
  return { mean: middle, interval: interval === null ? null : [interval[0], interval[1]], n };
}
