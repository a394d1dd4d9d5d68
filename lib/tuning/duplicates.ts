import type { Params } from './params.ts';
import { paramsKey } from './samplers/trial-book.ts';
import type { TrialResult } from './study-options.ts';
import type { Trial } from './trial.ts';

/**
 * What happens when a sampler suggests parameters that a trial had already:
 *
 * - `repeat`: they are run again; `study.repetition(number)` counts, so that the objective can take another seed.
 * - `skip`: the sampler is asked for others; when it has none, the search is exhausted.
 * - `reuse`: the trial gets the result of the earlier finished one without a run, and the next one is asked for.
 *
 * What a person enqueues is run in any case.
 */
export type DuplicatePolicy = 'repeat' | 'skip' | 'reuse';

/** Trials by their parameters; it catches up with a study when it is asked. */
export class TrialsByParams<P extends Params = Params> {
  readonly #trials: () => readonly Trial<P>[];
  readonly #numbers = new Map<string, number[]>();
  readonly #known = new Set<number>();

  constructor(trials: () => readonly Trial<P>[]) {
    this.#trials = trials;
  }

  /** Numbers of the trials with these parameters that come before a trial, in order. */
  before(number: number, params: P): readonly number[] {
    for (const trial of this.#trials()) {
      if (this.#known.has(trial.number)) continue;
      this.#known.add(trial.number);
      const key = paramsKey(trial.params);
      const same = this.#numbers.get(key);
      if (same) same.push(trial.number);
      else this.#numbers.set(key, [trial.number]);
    }
    const same = this.#numbers.get(paramsKey(params)) ?? [];
    return same.filter((other) => other < number).sort((a, b) => a - b);
  }

  /** The first finished trial with these parameters before a trial. */
  finishedBefore(number: number, params: P): Trial<P> | null {
    const same = this.before(number, params);
    return this.#trials().find((trial) => trial.state === 'finished' && same.includes(trial.number)) ?? null;
  }
}

/** The result of a finished trial as it would be told again. */
export function resultOf({ value, values, runId }: Trial): TrialResult {
  return {
    state: 'finished',
    ...(values ? { values } : { value }),
    ...(runId === null ? {} : { runId }),
  };
}
