import { canonicalJson } from '../../hash/index.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { Params } from '../params.ts';
import { Space } from '../space.ts';

/** Trials keep their dimensions: each is put into words once, however often it is looked at. */
const keys = new WeakMap<Dimension, string>();

/** A trial that says which dimensions its parameters were asked for with. */
export interface TrialWithDimensions {
  readonly state: string;
  readonly params: Params;
  readonly dimensions?: Readonly<Record<string, Dimension>>;
}

/**
 * The parameters that every trial with a value asked for, with the same range each time: what a model of several parameters
 * together can stand on (Optuna's intersection search space). For the analysis of a study defined by running it, too.
 *
 * @returns null when there is no such parameter
 */
export function relativeSpace(trials: readonly TrialWithDimensions[]): Space | null {
  const known = trials.filter(({ state }) => state === 'finished' || state === 'pruned');
  const shared = Object.entries(known[0]?.dimensions ?? {})
    .filter(([name, dimension]) => known.every(({ dimensions }) => isSame(dimensions?.[name], dimension)))
    .sort(([a], [b]) => (a < b ? -1 : 1)); // the order of asking is of no consequence
  return shared.length === 0 ? null : new Space(Object.fromEntries(shared));
}

/** Whether two dimensions have the same values. */
export function isSame(a: Dimension | undefined, b: Dimension | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && keyOf(a) === keyOf(b));
}

function keyOf(dimension: Dimension): string {
  const known = keys.get(dimension);
  if (known !== undefined) return known;
  const key = canonicalJson(dimension);
  keys.set(dimension, key);
  return key;
}
