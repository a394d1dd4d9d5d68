import type { ParamValue, Params } from '../params.ts';

/** How a parameter lies along an axis of a plot. */
export interface ParameterAxis {
  readonly name: string;
  readonly scale: 'linear' | 'log' | 'category';
  /** The categories in the order of their places 0, 1, …; empty for numbers. */
  readonly categories: readonly string[];
  /** Ends of the axis with room on either side: values of the parameter, or places of categories. */
  readonly range: readonly [number, number];
}

/** Room on either side, as a part of what the values span. */
const PADDING = 0.05;
/** Where nobody says: positive values of more than this ratio lie on a logarithmic axis. */
const LOG_RATIO = 50;

/**
 * The axis of a parameter that at least one of the trials has. Numbers lie along their values (a log axis along the
 * logarithm), everything else is a category; an end has a twentieth of room, as in Optuna's plots.
 *
 * @param scale as the space says; default: log for positive numbers over more than a factor of 50
 */
export function parameterAxis(
  name: string,
  trials: readonly { readonly params: Params }[],
  scale?: 'linear' | 'log',
): ParameterAxis {
  const values = trials.flatMap(({ params }) => params[name] ?? []);
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length < values.length || numbers.length === 0) {
    const categories = [...new Set(values.map(String))].sort();
    const room = PADDING * (categories.length - 1);
    return { name, scale: 'category', categories, range: [-room, categories.length - 1 + room] };
  }
  const [low, high] = bounds(numbers);
  const log = low > 0 && (scale === undefined ? high / low > LOG_RATIO : scale === 'log');
  if (!log) {
    const room = PADDING * (high - low);
    return { name, scale: 'linear', categories: [], range: [low - room, high + room] };
  }
  const room = PADDING * (Math.log10(high) - Math.log10(low));
  const end = (value: number, by: number): number => 10 ** (Math.log10(value) + by);
  return { name, scale: 'log', categories: [], range: [end(low, -room), end(high, room)] };
}

/** Where a value lies along an axis: its logarithm to the base 10, its category's place, or itself. NaN without a value. */
export function placeOn({ scale, categories }: ParameterAxis, value: ParamValue | undefined): number {
  if (value === undefined) return NaN;
  if (scale === 'category') {
    const place = categories.indexOf(String(value));
    return place < 0 ? NaN : place;
  }
  if (typeof value !== 'number') return NaN;
  return scale === 'log' ? Math.log10(value) : value;
}

/** The ends of an axis as places on it. */
export function placesOfRange({ scale, range: [low, high] }: ParameterAxis): readonly [number, number] {
  return scale === 'log' ? [Math.log10(low), Math.log10(high)] : [low, high];
}

function bounds(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
