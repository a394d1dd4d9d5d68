import { UserError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import { cardinality, containsValue, isChoice } from '../dimensions/dimension.ts';
import { branchKey } from '../dimensions/branch.ts';
import type { Dimensions } from '../dimensions/branch.ts';
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
   * points, or the values themselves. Parameters not named get 3 points; one with choices all of them.
   */
  readonly points?: number | Readonly<Record<string, number | readonly ParamValue[]>>;
}

const DEFAULT_POINTS = 3;

/**
 * Every combination once; of a space with branches every trial once, and only those that the constraints allow. The order spreads over the whole grid from the start (rounds of a Latin hypercube, shuffled by
 * the seed), so that a grid cut short has still seen every level of every parameter about equally often. Exhausted when
 * all cells were tried: `suggest` then returns an empty list.
 */
export class GridSampler<P extends Params = Params> implements Sampler<P> {
  readonly name = 'grid';
  /** Number of trials, those that a constraint forbids included. */
  readonly size: number;
  readonly #space: Space<P>;
  readonly #book: TrialBook<P>;
  readonly #trials: Generator<P, void, undefined>;

  constructor(space: Space<P>, seed: number, options: GridOptions = {}) {
    this.#space = space;
    this.#book = new TrialBook(seed);
    const axes = axesOf(space, options);
    this.size = sizeOf(space.dimensions, axes);
    this.#trials = spread(space, axes, this.size, new Rng(seed));
  }

  suggest(count: number): Suggestion<P>[] {
    const suggestions: Suggestion<P>[] = [];
    while (suggestions.length < count) {
      const next = this.#trials.next();
      if (next.done) break;
      const params = next.value;
      if (!this.#space.allows(params)) continue;
      if (this.#book.isTried(paramsKey(params))) continue;
      this.#book.suggested(this.#book.nextNumber(), params);
      suggestions.push({ params, proposedBy: 'prior' });
    }
    return suggestions;
  }

  update(completed: readonly ObservedTrial<P>[], active: readonly ActiveTrial<P>[]): void {
    this.#book.update(completed, active);
  }
}

/** What is tried of each parameter, by name. */
type Axes = ReadonlyMap<string, readonly ParamValue[]>;

function axesOf<P extends Params>(space: Space<P>, { points = DEFAULT_POINTS }: GridOptions): Axes {
  if (typeof points === 'object')
    for (const name of Object.keys(points))
      if (!space.names.includes(name))
        throw new UserError('The space has no such parameter.', {
          field: `grid.points.${name}`,
          value: name,
          fix: `Known: ${space.names.join(', ')}.`,
        });
  return new Map(
    space.names.map((name) => {
      const wanted = typeof points === 'number' ? points : (points[name] ?? DEFAULT_POINTS);
      const field = typeof points === 'number' ? 'grid.points' : `grid.points.${name}`;
      return [name, axisOf(space.dimension(name), wanted, field)];
    }),
  );
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
  if (isChoice(dimension)) return dimension.choices;
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

/** How many trials the axes make of a tree of dimensions. */
function sizeOf(dimensions: Dimensions, axes: Axes): number {
  return Object.entries(dimensions).reduce((product, [name, dimension]) => {
    const sizes = (axes.get(name) ?? []).map((value) => sizeOf(branchOf(dimension, value), axes));
    return product * sizes.reduce((sum, size) => sum + size, 0);
  }, 1);
}

function branchOf(dimension: Dimension, value: ParamValue): Dimensions {
  return (isChoice(dimension) ? dimension.branches?.[branchKey(value)] : undefined) ?? {};
}

/**
 * Every trial of a grid once, spread early: each axis goes through shuffled rounds of its levels, as a Latin hypercube
 * does. That visits most trials quickly and the last ones slowly, so what is left after many misses comes in shuffled order.
 */
function* spread<P extends Params>(
  space: Space<P>,
  axes: Axes,
  total: number,
  rng: Rng,
): Generator<P, void, undefined> {
  const rounds = new Map<string, ParamValue[]>(space.names.map((name) => [name, []]));
  const seen = new Set<string>();
  for (let misses = 0; seen.size < total && misses < 100;) {
    // A level is drawn for absent parameters too, so that the generator's numbers keep their places.
    const levels = new Map<string, ParamValue>();
    for (const [name, round] of rounds) {
      if (round.length === 0) round.push(...rng.shuffle(axes.get(name) ?? []));
      levels.set(name, round.pop() as ParamValue);
    }
    const params = space.build((name) => levels.get(name) as ParamValue);
    const key = paramsKey(params);
    if (seen.has(key)) {
      misses++;
      continue;
    }
    misses = 0;
    seen.add(key);
    yield params;
  }
  if (seen.size === total) return;
  const left: P[] = [];
  for (const levels of combinations(space.dimensions, axes)) {
    const params = space.build((name) => levels[name] as ParamValue);
    if (!seen.has(paramsKey(params))) left.push(params);
  }
  yield* rng.shuffle(left);
}

/** Every trial of a tree, the first parameter changing fastest. */
function* combinations(
  dimensions: Dimensions,
  axes: Axes,
  names: readonly string[] = Object.keys(dimensions).sort(),
): Generator<Params, void, undefined> {
  const name = names.at(-1);
  if (name === undefined) return void (yield {});
  for (const value of axes.get(name) ?? [])
    for (const inside of combinations(branchOf(dimensions[name] as Dimension, value), axes))
      for (const others of combinations(dimensions, axes, names.slice(0, -1)))
        yield { ...others, ...inside, [name]: value };
}
