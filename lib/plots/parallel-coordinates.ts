import {
  formatNumber,
  trialsOf,
  type ParameterScales,
  type RunRecord,
  type Trial,
} from '../tracking/index.ts';
import { CONFIG, THEMES, baseLayout, plotText, type Figure, type FigureOptions } from './figure.ts';
import { BEST_TO_WORST } from './palette.ts';

/** One axis with the position of every trial on it. */
export interface ParallelAxis {
  readonly name: string;
  /** log: positions are log10 of the value; category: positions are indices into `ticks`. */
  readonly scale: 'linear' | 'log' | 'category';
  readonly positions: readonly number[];
  readonly range: readonly [number, number];
  /** Where to write what; null leaves it to the plot. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[] | null;
}

/** Trials across axes: sampler, every parameter that varies, objective. */
export interface ParallelCoordinates {
  readonly runIds: readonly string[];
  readonly axes: readonly ParallelAxis[];
  readonly objective: { readonly name: string; readonly direction: 'minimize' | 'maximize' };
  readonly values: readonly number[];
  /** Values between which colours run: best, and the value that three quarters of the trials are better than. */
  readonly colorRange: readonly [number, number];
}

export interface ParallelCoordinatesOptions extends FigureOptions {
  /** Scales of the space's parameters, `parameterScales(definition)`; others are guessed from their values. */
  readonly scales?: ParameterScales;
}

type Value = number | string | boolean;

/** Where the space does not say: positive values of more than this ratio are read on a logarithmic axis. */
const LOG_RATIO = 50;
/** Numbers of at most this many different values, used again and again (a grid), get their ticks on the values. */
const MOST_TICKS = 8;
/** Ticks nearer than this part of the axis would be written over each other. */
const NEAREST_TICKS = 0.05;

/** Numbers behind the plot; null when fewer than two trials have a value. Pruned trials are left out: theirs is unfinished. */
export function parallelCoordinates(
  runs: readonly RunRecord[],
  scales: ParameterScales = {},
): ParallelCoordinates | null {
  const trials = trialsOf(runs).filter(({ state, value }) => state === 'finished' && value !== null);
  const objective = trials[0]?.runs[0]?.objective;
  if (objective === undefined || trials.length < 2) return null;
  const values = trials.map(({ value }) => value ?? 0);
  const names = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const swept = names.filter((name) => new Set(trials.map(({ params }) => params[name])).size > 1);
  const samplers = trials.map(({ sampler }) => sampler);
  const axes = swept.map((name) =>
    axisOf(
      name,
      trials.map(({ params }) => params[name]),
      scales[name],
    ),
  );
  if (new Set(samplers).size > 1) axes.unshift(axisOf('sampler', samplers));
  axes.push({
    name: objective.metric,
    scale: 'linear',
    positions: values,
    range: rangeOf(values),
    ticks: null,
  });
  return {
    runIds: trials.map(runIdOf),
    axes,
    objective: { name: objective.metric, direction: objective.direction },
    values,
    colorRange: colorRange(values, objective.direction),
  };
}

/** Parallel coordinates; drag along an axis to keep some trials, drag its name to move it. */
export function parallelCoordinatesFigure(
  runs: readonly RunRecord[],
  options: ParallelCoordinatesOptions = {},
): Figure | null {
  const theme = options.theme ?? 'light';
  const numbers = parallelCoordinates(runs, options.scales);
  if (numbers === null) return null;
  const [best, worst] = numbers.colorRange;
  const scale = BEST_TO_WORST[theme];
  const { text, muted, grid } = THEMES[theme];
  const turned = best > worst; // plotly wants cmin < cmax: for a maximised metric the scale is turned round
  return {
    data: [
      {
        type: 'parcoords',
        line: {
          color: numbers.values,
          colorscale: turned ? [...scale].reverse().map(([at, color]) => [1 - at, color] as const) : scale,
          cmin: Math.min(best, worst),
          cmax: Math.max(best, worst),
          showscale: false,
        },
        dimensions: numbers.axes.map(({ name, positions, range, ticks }) => ({
          label: plotText(name),
          values: positions,
          range,
          ...(ticks !== null && {
            tickvals: ticks.map(({ at }) => at),
            ticktext: ticks.map((tick) => plotText(tick.text)),
          }),
        })),
        labelfont: { size: 13, color: text },
        tickfont: { size: 12, color: muted },
        rangefont: { size: 1, color: 'rgba(0,0,0,0)' }, // the ends are on the ticks already
        unselected: { line: { color: grid, opacity: 0.3 } },
      },
    ],
    layout: baseLayout(theme, { margin: { l: 64, r: 56, t: 56, b: 24 } }),
    config: CONFIG,
  };
}

function axisOf(name: string, raw: readonly (Value | undefined)[], scale?: 'linear' | 'log'): ParallelAxis {
  const present = raw.filter((value): value is Value => value !== undefined);
  const numeric = present.every((value): value is number => typeof value === 'number');
  if (!numeric) return categoryAxis(name, raw);
  const numbers = present as readonly number[];
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const log = low > 0 && (scale === undefined ? high / low >= LOG_RATIO : scale === 'log');
  const place = (value: number): number => (log ? Math.log10(value) : value);
  const [from, to] = rangeOf([place(low), place(high)]);
  // A parameter that a trial does not have (a conditional one) gets a place of its own below the axis.
  const missing = present.length < raw.length ? from - 0.15 * (to - from) : null;
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const ticks =
    distinct.length <= MOST_TICKS && 2 * distinct.length <= present.length
      ? distinct.map((value) => ({ at: place(value), text: formatNumber(value) }))
      : log
        ? logTicks(low, high)
        : missing === null
          ? null
          : [from, (from + to) / 2, to].map((at) => ({ at, text: formatNumber(at) }));
  const spaced = ticks === null ? null : withoutCrowding(ticks, NEAREST_TICKS * (to - from));
  return {
    name,
    scale: log ? 'log' : 'linear',
    positions: raw.map((value) => (typeof value === 'number' ? place(value) : (missing ?? from))),
    range: [missing ?? from, to],
    ticks: missing === null || spaced === null ? spaced : [{ at: missing, text: 'not used' }, ...spaced],
  };
}

function categoryAxis(name: string, raw: readonly (Value | undefined)[]): ParallelAxis {
  const texts = raw.map((value) => (value === undefined ? 'not used' : String(value)));
  const categories = [...new Set(texts)].sort();
  return {
    name,
    scale: 'category',
    positions: texts.map((text) => categories.indexOf(text)),
    range: [-0.2, categories.length - 0.8],
    ticks: categories.map((text, at) => ({ at, text })),
  };
}

/** 1, 2 and 5 times the powers of ten inside the range; the powers alone when those are many. */
function logTicks(low: number, high: number): { at: number; text: string }[] {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const digit of [1, 2, 5]) {
      const value = digit * 10 ** power;
      if (value >= low * 0.999 && value <= high * 1.001)
        ticks.push({ at: Math.log10(value), text: formatNumber(value), whole: digit === 1 });
    }
  const shown = ticks.length > MOST_TICKS ? ticks.filter(({ whole }) => whole) : ticks;
  if (shown.length < 2)
    return [low, high].map((value) => ({ at: Math.log10(value), text: formatNumber(value) }));
  return shown.map(({ at, text }) => ({ at, text }));
}

function withoutCrowding<T extends { readonly at: number }>(ticks: readonly T[], nearest: number): T[] {
  const kept: T[] = [];
  for (const tick of ticks) {
    const last = kept[kept.length - 1];
    if (last === undefined || tick.at - last.at >= nearest) kept.push(tick);
  }
  return kept;
}

function rangeOf(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function colorRange(values: readonly number[], direction: 'minimize' | 'maximize'): [number, number] {
  const sorted = [...values].sort((a, b) => (direction === 'minimize' ? a - b : b - a));
  const best = sorted[0] ?? 0;
  const poor = sorted[Math.floor(0.75 * (sorted.length - 1))] ?? best;
  return [best, poor === best ? best + (direction === 'minimize' ? 1 : -1) : poor];
}

function runIdOf({ runs }: Trial): string {
  return runs[0]?.id ?? '';
}
