import type { Direction } from '../objectives.ts';
import { bestSoFar, bestSoFarBand, type BestSoFar } from './best-so-far.ts';
import { bestOverTime, type BestAfter } from './best-over-time.ts';
import { bordaRanks, mannWhitney, probabilityLower } from './rank-tests.ts';

/** One search: what its trials found, in their order. */
export interface SearchRun {
  readonly sampler: string;
  /** What was searched: searches of one task are held against each other. */
  readonly task: string;
  readonly trials: readonly {
    /** null: no result, as of a failed or a pruned trial. */
    readonly value: number | null;
    /** What the trial cost. */
    readonly seconds: number;
  }[];
}

/** One sampler over its repetitions with other seeds. */
export interface SamplerResult {
  readonly sampler: string;
  readonly repetitions: number;
  /** After so many trials, over repetitions of the first task. */
  readonly byTrials: readonly BestSoFar[];
  /** After so many seconds of training, likewise. */
  readonly bySeconds: readonly BestAfter[];
  /** Final bests, by repetition. */
  readonly finals: readonly number[];
  /** Mean rank of the median final best over the tasks, 1 the best. */
  readonly rank: number;
}

/** Whether one ends better than another. */
export interface SamplerPair {
  readonly a: string;
  readonly b: string;
  /** Two-sided, Mann & Whitney 1947. NaN with fewer than two repetitions of each. */
  readonly p: number;
  /** Probability that a run of `a` ends better than one of `b`, ties half (Vargha & Delaney 2000). */
  readonly better: number;
}

/** Searches side by side, the best sampler first. */
export interface SamplerComparison {
  readonly samplers: readonly SamplerResult[];
  readonly pairs: readonly SamplerPair[];
}

/**
 * Holds samplers against each other: best so far with intervals over seeds, after trials and after seconds, Mann-Whitney's test and
 * A12 between their final values (of the first task), Borda ranks over the tasks. Searches without any result are left out.
 */
export function compareSamplers(runs: readonly SearchRun[], direction: Direction): SamplerComparison {
  const some = runs.filter(({ trials }) => trials.some(({ value }) => value !== null));
  const names = [...new Set(some.map(({ sampler }) => sampler))];
  const tasks = [...new Set(some.map(({ task }) => task))];
  const sign = direction === 'minimize' ? 1 : -1;
  const of = (sampler: string, task: string): readonly SearchRun[] =>
    some.filter((run) => run.sampler === sampler && run.task === task);
  const finals = (sampler: string, task: string): number[] =>
    of(sampler, task).map(
      ({ trials }) =>
        bestSoFar(
          trials.map(({ value }) => value),
          direction,
        ).at(-1) as number,
    );
  const shared = tasks.filter((task) => names.every((name) => of(name, task).length > 0));
  const ranks = bordaRanks(shared.map((task) => names.map((name) => sign * medianOf(finals(name, task)))));
  const first = shared[0] ?? tasks[0] ?? '';
  const samplers = names
    .map((sampler, i): SamplerResult => {
      const own = of(sampler, first);
      return {
        sampler,
        repetitions: own.length,
        byTrials: bestSoFarBand(
          own.map(({ trials }) => trials.map(({ value }) => value)),
          direction,
        ),
        bySeconds: bestOverTime(own, direction),
        finals: finals(sampler, first),
        rank: ranks[i] ?? NaN,
      };
    })
    .sort((a, b) => a.rank - b.rank);
  const pairs = samplers.flatMap((a, i) =>
    samplers.slice(i + 1).map((b): SamplerPair => {
      const [x, y] = [a.finals.map((value) => sign * value), b.finals.map((value) => sign * value)];
      const enough = x.length > 1 && y.length > 1;
      return {
        a: a.sampler,
        b: b.sampler,
        p: enough ? mannWhitney(x, y).p : NaN,
        better: x.length > 0 && y.length > 0 ? probabilityLower(x, y) : NaN,
      };
    }),
  );
  return { samplers, pairs };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
