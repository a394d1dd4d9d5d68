import { UserError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import { cardinality, containsValue } from '../dimensions/dimension.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import { tidy } from '../dimensions/float.ts';
import type { ParamValue, Params } from '../params.ts';
import type { ActiveTrial, ObservedTrial, Sampler, Suggestion } from '../sampler.ts';
import type { Space } from '../space.ts';
import { TrialBook, paramsKey } from './trial-book.ts';

/** What a grid tries of each parameter. */
export interface GridOptions {
  /**
   * One number: so many points per numeric parameter, both ends included, even on its scale. Or by name: a number of
   * points, or the values themselves. Parameters not named get 3 points; a categorical one all its choices.
   */
  readonly points?: number | Readonly<Record<string, number | readonly ParamValue[]>>;
}

const DEFAULT_POINTS = 3;

/**
 * Every combination once. The order spreads over the whole grid from the start (rounds of a Latin hypercube, shuffled by
 * the seed), so that a grid cut short has still seen every level of every parameter about equally often. Exhausted when
 * all cells were tried: `suggest` then returns an empty list.
 */
export class GridSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'grid';
  /** Number of cells. */
  readonly size: number;
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #axes: readonly (readonly ParamValue[])[];
  readonly #cells: Generator<readonly number[], void, undefined>;

  constructor(space: Space<P>, seed: number, options: GridOptions = {}) {
    this.#space = space;
    this.#book = new TrialBook(seed);
    this.#axes = axesOf(space, options);
    this.size = this.#axes.reduce((product, axis) => product * axis.length, 1);
    this.#cells = spreadCells(
      this.#axes.map((axis) => axis.length),
      new Rng(seed),
    );
  }

  suggest(count: number): Suggestion<P>[] {
    const known = this.#book.keys();
    const suggestions: Suggestion<P>[] = [];
    while (suggestions.length < count) {
      const next = this.#cells.next();
      if (next.done) break;
      const params = this.#space.build(
        (_name, axis) => this.#axes[axis]?.[next.value[axis] ?? 0] as ParamValue,
      );
      const key = paramsKey(params);
      if (known.has(key)) continue;
      known.add(key);
      this.#book.suggested(this.#book.nextNumber(), params);
      suggestions.push({ params, proposedBy: 'prior' });
    }
    return suggestions;
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
  }
}

function axesOf<P extends Params>(
  space: Space<P>,
  { points = DEFAULT_POINTS }: GridOptions,
): (readonly ParamValue[])[] {
  if (typeof points === 'object')
    for (const name of Object.keys(points))
      if (!space.names.includes(name))
        throw new UserError('The space has no such parameter.', {
          field: `grid.points.${name}`,
          value: name,
          fix: `Known: ${space.names.join(', ')}.`,
        });
  return space.names.map((name) => {
    const wanted = typeof points === 'number' ? points : (points[name] ?? DEFAULT_POINTS);
    return axisOf(
      space.dimension(name),
      wanted,
      typeof points === 'number' ? 'grid.points' : `grid.points.${name}`,
    );
  });
}

function axisOf(
  dimension: Dimension,
  wanted: number | readonly ParamValue[],
  field: string,
): readonly ParamValue[] {
  if (typeof wanted !== 'number') {
    const outside = wanted.find((value) => !containsValue(dimension, value));
    if (wanted.length === 0 || outside !== undefined)
      throw new UserError('A grid’s values lie inside the parameter’s range, and there is at least one.', {
        field,
        value: outside ?? wanted,
        fix: 'Correct the list or the space.',
      });
    return [...new Set(wanted)];
  }
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new UserError('A grid has at least one point per parameter.', {
      field,
      value: wanted,
      fix: 'Use for example 3.',
    });
  if (dimension.kind === 'categorical') return dimension.choices;
  const { low, high, scale } = dimension;
  const count = Math.min(wanted, cardinality(dimension));
  const place = (i: number): number => {
    const part = count === 1 ? 0.5 : i / (count - 1);
    if (part === 0 || part === 1) return part === 0 ? low : high; // the ends exactly
    return scale === 'log' ? low * (high / low) ** part : low + part * (high - low);
  };
  const values = Array.from({ length: count }, (_, i) => {
    const value = place(i);
    const { step } = dimension;
    return step === undefined ? tidy(value) : tidy(low + Math.round((value - low) / step) * step);
  });
  // The logarithm of small whole numbers can fall twice on the same one.
  return [...new Set(values.map((value) => Math.min(high, Math.max(low, value))))];
}

/**
 * Every cell of a grid once, spread early: each axis goes through shuffled rounds of its levels, as a Latin hypercube
 * does. That visits most cells quickly and the last ones slowly, so what is left after many misses comes in shuffled order.
 */
function* spreadCells(sizes: readonly number[], rng: Rng): Generator<readonly number[], void, undefined> {
  const total = sizes.reduce((product, size) => product * size, 1);
  const rounds: number[][] = sizes.map(() => []);
  const seen = new Set<string>();
  for (let misses = 0; seen.size < total && misses < 100;) {
    const cell = sizes.map((size, axis) => {
      const round = rounds[axis] as number[];
      if (round.length === 0) round.push(...rng.shuffle(Array.from({ length: size }, (_, level) => level)));
      return round.pop() as number;
    });
    const key = cell.join();
    if (seen.has(key)) {
      misses++;
      continue;
    }
    misses = 0;
    seen.add(key);
    yield cell;
  }
  if (seen.size === total) return;
  const left: (readonly number[])[] = [];
  const cell = sizes.map(() => 0);
  for (let i = 0; i < total; i++) {
    if (!seen.has(cell.join())) left.push([...cell]);
    for (let axis = 0; axis < sizes.length; axis++) {
      cell[axis] = ((cell[axis] ?? 0) + 1) % (sizes[axis] ?? 1);
      if (cell[axis] !== 0) break;
    }
  }
  yield* rng.shuffle(left);
}
