import type { Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { columnsOf, paramsOf, rowOf } from './tpe/columns.ts';
import type { Column } from './tpe/columns.ts';
import { ParzenEstimator } from './tpe/parzen.ts';
import { rank } from './tpe/split.ts';
import { TrialBook, paramsKey } from './trial-book.ts';

export interface TpeOptions {
  readonly startupTrials?: number;
  readonly candidates?: number;
  readonly knobs?: Readonly<Record<string, number>>;
}

export class TpeSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'tpe';
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #columns: readonly Column[];
  readonly #startupTrials: number;
  readonly #candidates: number;
  readonly #k: Readonly<Record<string, number>>;

  constructor(space: Space<P>, seed: number, options: TpeOptions = {}) {
    this.#space = space;
    this.#book = new TrialBook(seed);
    this.#columns = columnsOf(space);
    this.#startupTrials = options.startupTrials ?? 10;
    this.#candidates = options.candidates ?? 24;
    this.#k = options.knobs ?? {};
  }

  suggest(count: number): Suggestion<P>[] {
    return Array.from({ length: count }, () => {
      const number = this.#book.nextNumber();
      const suggestion = this.#propose(number);
      this.#book.suggested(number, suggestion.params);
      return suggestion;
    });
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
  }

  #propose(number: number): Suggestion<P> {
    const rng = this.#book.rng(number);
    const ranked = rank(this.#book.completed());
    const n = ranked.length;
    if (n < this.#startupTrials) return { params: this.#space.sample(rng), proposedBy: 'prior' };
    const k = this.#k;
    const nBelow = Math.min(
      k['gmax'] ?? 25,
      Math.max(
        1,
        Math.ceil((k['gsqrt'] ?? 0) > 0 ? (k['gsqrt'] ?? 0) * Math.sqrt(n) : (k['glin'] ?? 0.1) * n),
      ),
    );
    const below = ranked.slice(0, nBelow);
    const above: ActiveTrial<P>[] = [...ranked.slice(nBelow), ...this.#book.active()];
    const dims = this.#columns.length;
    const bw = (size: number): number =>
      Math.max(
        (k['bw'] ?? 0.2) * Math.max(size, 1) ** (-1 / (dims + 4)),
        k['bmin'] ?? 1 / Math.min(100, 1 + size),
      );
    const rows = (trials: readonly ActiveTrial<P>[]): Float64Array[] =>
      trials.map(({ params }) => rowOf(this.#space, params));
    const weightsB = below.map((_, i) => (k['wrank'] ? Math.log(nBelow + 0.5 + 1) - Math.log(i + 1) : 1));
    const wSum = weightsB.reduce((a, b) => a + b, 0) / nBelow;
    const l = new ParzenEstimator(
      this.#columns,
      rows(below),
      weightsB.map((w) => w / wSum),
      {
        priorWeight: k['prior'] ?? 1,
        bandwidth: bw(nBelow) * (k['lscale'] ?? 1),
        spread: k['spread'] ?? 0.2,
      },
    );
    const g = new ParzenEstimator(
      this.#columns,
      rows(above),
      above.map(() => 1),
      {
        priorWeight: k['prior'] ?? 1,
        bandwidth: bw(above.length) * (k['gscale'] ?? 1),
        spread: k['spread'] ?? 0.2,
      },
    );
    let best: Float64Array | null = null;
    let bestScore = -Infinity;
    for (let i = 0; i < this.#candidates; i++) {
      const row = l.sample(rng);
      const score = l.logDensity(row) - g.logDensity(row);
      if (score > bestScore) [best, bestScore] = [row, score];
    }
    return { params: paramsOf(this.#space, best as Float64Array), proposedBy: 'model' };
  }
}
void paramsKey;
