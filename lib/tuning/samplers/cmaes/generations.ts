import type { Rng } from '../../../random/index.ts';
import type { ParamValue, Params } from '../../params.ts';
import type { ObservedTrial } from '../../sampler.ts';
import { compareTrials } from '../tpe/split.ts';
import type { CmaAxes } from './axes.ts';
import { keepMargin } from './margin.ts';
import { CmaState } from './state.ts';

/** A distribution with the stretch of its discrete axes. */
interface Generation {
  readonly state: CmaState;
  readonly stretch: Float64Array;
}

/** A drawn point and the values it stands for. */
export interface Draw {
  readonly point: Float64Array;
  readonly values: ReadonlyMap<string, ParamValue>;
}

export interface GenerationsOptions<P extends Params> {
  readonly axes: CmaAxes<P>;
  readonly sigma: number;
  /** Trials of a generation before the first restart. */
  readonly population: number;
  /** The first so many trials, of which the best is the first mean. */
  readonly startupTrials: number;
  /** The generator of a trial's draw: the same one whenever it is asked for. */
  readonly rng: (number: number) => Rng;
  /** Where a restart begins. */
  readonly restart: (number: number) => Float64Array;
}

/** A draw outside is drawn anew so often, and then moved to the border. */
const RESAMPLINGS = 100;
/** A trial of an older distribution is recognised if it is not older than so many. */
const REMEMBERED = 8;
/** Below this deviation, or with axes so unequal, nothing more is to be found here. */
const SMALLEST = 1e-7;
const MOST_UNEQUAL = 1e7;

/**
 * CMA-ES over numbered trials: after the start-up, each run of `population` numbers is a generation, and the distribution moves
 * when all of one are complete. So it is a function of the completed trials, whatever the order in which they ended. A
 * trial's point is found again by drawing it once more; one that somebody else proposed counts where its parameters lie.
 */
export class Generations<P extends Params> {
  readonly #options: GenerationsOptions<P>;
  readonly #completed = new Map<number, ObservedTrial<P>>();
  /** The newest last; empty during start-up. */
  readonly #known: Generation[] = [];
  #next = 0;

  constructor(options: GenerationsOptions<P>) {
    this.#options = options;
  }

  add(trials: readonly ObservedTrial<P>[]): void {
    for (const trial of trials) this.#completed.set(trial.number, trial);
    while (this.#advance());
  }

  /** Draws of one trial: another one when the last is not allowed. None during start-up. */
  *draws(number: number): Generator<Draw, void, undefined> {
    const now = this.#known.at(-1);
    const rng = this.#options.rng(number);
    while (now) yield this.#drawFrom(now, rng);
  }

  #advance(): boolean {
    const { axes, startupTrials, sigma, population } = this.#options;
    const now = this.#known.at(-1);
    const size = now ? now.state.population : startupTrials;
    const trials: ObservedTrial<P>[] = [];
    for (let number = this.#next; number < this.#next + size; number++) {
      const trial = this.#completed.get(number);
      if (!trial) return false;
      trials.push(trial);
    }
    this.#next += size;
    const ranked = trials.sort(compareTrials);
    if (!now) {
      const mean = axes.point((ranked[0] as ObservedTrial<P>).params);
      this.#begin(new CmaState(mean, sigma, population));
      return true;
    }
    const state = now.state.clone();
    const stretch = Float64Array.from(now.stretch);
    state.tell(ranked.map((trial) => this.#pointOf(trial)));
    keepMargin(state, axes.discrete, stretch);
    const { longest, shortest } = state.isFinite() ? state.extent() : { longest: 0, shortest: 0 };
    if (longest < SMALLEST || !(longest < MOST_UNEQUAL * shortest))
      // IPOP (Auger & Hansen 2005): once more elsewhere, with twice as many trials per generation.
      this.#begin(new CmaState(this.#options.restart(this.#next), sigma, 2 * state.population));
    else this.#push({ state, stretch });
    return true;
  }

  #begin(state: CmaState): void {
    const stretch = new Float64Array(this.#options.axes.discrete.length).fill(1);
    keepMargin(state, this.#options.axes.discrete, stretch);
    this.#push({ state, stretch });
  }

  #push(generation: Generation): void {
    this.#known.push(generation);
    if (this.#known.length > REMEMBERED) this.#known.shift();
  }

  #pointOf({ number, params }: ObservedTrial<P>): Float64Array {
    for (let i = this.#known.length - 1; i >= 0; i--) {
      const { point, values } = this.#drawFrom(this.#known[i] as Generation, this.#options.rng(number));
      if (this.#options.axes.names.every((name) => values.get(name) === params[name])) return point;
    }
    return this.#options.axes.point(params);
  }

  #drawFrom({ state, stretch }: Generation, rng: Rng): Draw {
    const { axes } = this.#options;
    const normal = (): Float64Array => state.point(Float64Array.from(axes.names, () => rng.normal()));
    let point = normal();
    for (let i = 0; i < RESAMPLINGS && !axes.isInside(point); i++) point = normal();
    if (!axes.isInside(point)) point = point.map((x) => Math.min(1, Math.max(0, x)));
    return { point, values: axes.values(point, state.mean, stretch) };
  }
}
