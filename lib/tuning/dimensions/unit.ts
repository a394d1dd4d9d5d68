import type { ParamValue } from '../params.ts';
import { cardinality, isChoice } from './dimension.ts';
import type { Dimension, NumericDimension } from './dimension.ts';
import { tidy } from './float.ts';

/**
 * Every dimension seen as the interval [0, 1], the language of the samplers. A real range maps straight (through the
 * logarithm on a log scale). Discrete values own equal cells (equal in the logarithm of `[low - ½, high + ½]` for a log
 * int, which makes large numbers rarer), and a value's coordinate is the middle of its cell.
 */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** The value whose cell holds `u`; `u` is clamped to [0, 1]. */
export function fromUnit(dimension: Dimension, u: number): ParamValue {
  const place = Math.min(1, Math.max(0, u));
  if (isChoice(dimension)) {
    const { choices } = dimension;
    return choices[Math.min(choices.length - 1, Math.floor(place * choices.length))] as ParamValue;
  }
  if (dimension.kind === 'int' && dimension.scale === 'log') {
    const [a, b] = logBounds(dimension);
    return clamp(Math.round(Math.exp(a + place * (b - a))), dimension);
  }
  const count = cardinality(dimension);
  if (count === Infinity) {
    if (place === 0) return dimension.low;
    if (place === 1) return dimension.high;
    if (dimension.scale === 'linear')
      return clamp(dimension.low + place * (dimension.high - dimension.low), dimension);
    const [a, b] = logBounds(dimension);
    return clamp(Math.exp(a + place * (b - a)), dimension);
  }
  const index = Math.min(count - 1, Math.floor(place * count));
  const value = dimension.low + index * (dimension.step ?? 0);
  return clamp(dimension.kind === 'int' ? value : tidy(value), dimension);
}

/** The coordinate of a value: `fromUnit(d, toUnit(d, v))` is `v` (for a real range up to rounding). */
export function toUnit(dimension: Dimension, value: ParamValue): number {
  const cell = unitCell(dimension, value);
  if (cell) return (cell.start + cell.end) / 2;
  const { low, high, scale } = dimension as NumericDimension;
  const x = value as number;
  const place = scale === 'log' ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
  return Math.min(1, Math.max(0, place));
}

/** The cell of a discrete value, or null in a real range. */
export function unitCell(dimension: Dimension, value: ParamValue): Cell | null {
  const count = cardinality(dimension);
  if (count === Infinity) return null;
  if (dimension.kind === 'int' && dimension.scale === 'log') {
    const [a, b] = logBounds(dimension);
    const edge = (x: number): number => (Math.log(x) - a) / (b - a);
    return { start: edge((value as number) - 0.5), end: edge((value as number) + 0.5) };
  }
  const index = isChoice(dimension)
    ? dimension.choices.indexOf(value)
    : count === 1
      ? 0
      : Math.round(((value as number) - dimension.low) / (dimension.step ?? 1));
  return { start: index / count, end: (index + 1) / count };
}

function logBounds(dimension: NumericDimension): readonly [number, number] {
  const half = dimension.kind === 'int' ? 0.5 : 0;
  return [Math.log(dimension.low - half), Math.log(dimension.high + half)];
}

function clamp(value: number, { low, high }: NumericDimension): number {
  return Math.min(high, Math.max(low, value));
}
