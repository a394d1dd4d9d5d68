import { UserError } from '../errors/index.ts';
import type { Params } from './params.ts';
import { fronts } from './pareto/domination.ts';
import type { Trial } from './trial.ts';

/** Which way is better. */
export type Direction = 'minimize' | 'maximize';

/** What a study is after: one direction, or one for each of several objectives. */
export class Objectives {
  readonly directions: readonly [Direction, ...Direction[]];

  constructor(direction: Direction | readonly [Direction, ...Direction[]]) {
    this.directions = typeof direction === 'string' ? [direction] : direction;
  }

  get several(): boolean {
    return this.directions.length > 1;
  }

  /** The value as it is to be minimised. */
  minimised(value: number, objective = 0): number {
    return this.directions[objective] === 'maximize' ? -value : value;
  }

  /**
   * What a result has to be: a finite number, or one for each objective.
   *
   * @throws UserError naming the trial
   */
  assertValues(values: readonly (number | null)[], trial: number): void {
    if (values.length !== this.directions.length)
      throw new UserError(`A result has a value for each of the ${this.directions.length} objectives.`, {
        field: `trial ${trial}`,
        value: values,
        fix: 'Tell them as values, in the order of the directions.',
      });
    for (const value of values)
      if (value === null || !Number.isFinite(value))
        throw new UserError('The objective of a trial is a finite number.', {
          field: `trial ${trial}`,
          value,
          fix: 'Use fail() for a trial without a result.',
        });
  }

  /** The finished trial with the best value, the earlier of equals; null while none has finished. */
  best<P extends Params>(trials: readonly Trial<P>[]): (Trial<P> & { readonly value: number }) | null {
    let best: (Trial<P> & { readonly value: number }) | null = null;
    for (const trial of trials) {
      if (trial.state !== 'finished' || trial.value === null) continue;
      if (!best || this.minimised(trial.value) < this.minimised(best.value))
        best = { ...trial, value: trial.value };
    }
    return best;
  }

  /**
   * The Pareto front by number: finished trials that no other one beats in one objective without being worse in another.
   * Equal ones are all in it. With one objective: the best ones.
   */
  front<P extends Params>(trials: readonly Trial<P>[]): Trial<P>[] {
    const points = trials.flatMap((trial) => {
      const point = this.#point(trial);
      return point ? [{ trial, point }] : [];
    });
    const [first = []] = fronts(
      points.map(({ point }) => point),
      1,
    );
    return points
      .filter((_, place) => first.includes(place))
      .map(({ trial }) => trial)
      .sort((a, b) => a.number - b.number);
  }

  #point({ state, value, values }: Trial): number[] | null {
    if (state !== 'finished' || value === null) return null;
    return (values ?? [value]).map((each, objective) => this.minimised(each, objective));
  }
}
