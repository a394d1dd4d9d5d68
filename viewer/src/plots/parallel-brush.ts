import {
  BEST_TO_WORST,
  plotText,
  type Figure,
  type ParallelAxis,
  type ParallelCoordinates,
  type ParallelCoordinatesTrace,
  type Trace,
} from 'sentilab/plots';
import type { Brush } from '../data/brush.ts';

type Range = readonly [number, number];

/** Half the stretch around a category that a brush on it covers. */
const AROUND = 0.4;

/** The figure with the brushes on its axes. */
export function constraintsOf(
  figure: Figure,
  { axes, objective }: ParallelCoordinates,
  brushes: readonly Brush[],
): Figure {
  const [trace] = figure.data;
  if (trace === undefined || !isParallel(trace)) return figure;
  const dimensions = trace.dimensions.map((dimension, i) => {
    const axis = axes[i];
    if (axis === undefined) return dimension;
    const ranges = brushes
      .filter(({ column }) => column === columnOf(axis, objective.name))
      .flatMap((brush) => rangesOn(axis, brush));
    return ranges.length === 0
      ? dimension
      : { ...dimension, constraintrange: ranges.length === 1 ? ranges[0] : ranges };
  });
  return { ...figure, data: [{ ...trace, dimensions }] };
}

/** Selected trials as strong as the best, all others as pale as the worst; as it was when none of them is selected. */
export function withSelection(
  figure: Figure,
  { runIds }: ParallelCoordinates,
  selected: readonly string[],
): Figure {
  const [trace] = figure.data;
  const wanted = new Set(selected);
  if (trace === undefined || !isParallel(trace) || !runIds.some((id) => wanted.has(id))) return figure;
  const { cmin, cmax, colorscale } = trace.line;
  // The paler end is the worst's: the last of the scale, unless it was turned round for what is maximised.
  const turned =
    colorscale[0]?.[1] !== BEST_TO_WORST.light[0][1] && colorscale[0]?.[1] !== BEST_TO_WORST.dark[0][1];
  const [strong, pale] = turned ? [cmax, cmin] : [cmin, cmax];
  const color = runIds.map((id) => (wanted.has(id) ? strong : pale));
  return { ...figure, data: [{ ...trace, line: { ...trace.line, color } }] };
}

/** Brushes as they are drawn now; those on columns that have no axis stay. */
export function brushesOf(
  trace: Trace | undefined,
  { axes, objective }: ParallelCoordinates,
  before: readonly Brush[],
): Brush[] {
  if (trace === undefined || !isParallel(trace)) return [...before];
  const columns = axes.map((axis) => columnOf(axis, objective.name));
  const drawn = trace.dimensions.flatMap((dimension): Brush[] => {
    const at = axes.findIndex(({ name }) => plotText(name) === dimension.label);
    const [axis, column] = [axes[at], columns[at]];
    if (axis === undefined || column === undefined) return [];
    return rangesOf(dimension).flatMap((range) => brushOf(axis, column, range));
  });
  return [...before.filter(({ column }) => !columns.includes(column)), ...drawn];
}

const isParallel = (trace: Trace): trace is ParallelCoordinatesTrace => trace.type === 'parcoords';

function columnOf({ name }: ParallelAxis, objective: string): string {
  return name === 'sampler' ? 'sampler' : name === objective ? `metric:${name}` : `param:${name}`;
}

function rangesOf(dimension: object): Range[] {
  if (!('constraintrange' in dimension) || !Array.isArray(dimension.constraintrange)) return [];
  const ranges: unknown[] = Array.isArray(dimension.constraintrange[0])
    ? dimension.constraintrange
    : [dimension.constraintrange];
  return ranges.filter(
    (range): range is Range => Array.isArray(range) && range.length === 2 && range.every(Number.isFinite),
  );
}

function brushOf(axis: ParallelAxis, column: string, [low, high]: Range): Brush[] {
  if (axis.scale === 'category') {
    const values = (axis.ticks ?? []).filter(({ at }) => at >= low && at <= high).map(({ text }) => text);
    return values.length === 0 ? [] : [{ column, values }];
  }
  const value = (at: number): number => Number((axis.scale === 'log' ? 10 ** at : at).toPrecision(6));
  return [{ column, from: value(low), to: value(high) }];
}

function rangesOn(axis: ParallelAxis, brush: Brush): Range[] {
  if ('values' in brush)
    return (axis.ticks ?? [])
      .filter(({ text }) => brush.values.includes(text))
      .map(({ at }): Range => [at - AROUND, at + AROUND]);
  if (axis.scale === 'category') return [];
  const place = (value: number): number => (axis.scale === 'log' ? Math.log10(value) : value);
  return [[place(brush.from), place(brush.to)]];
}
