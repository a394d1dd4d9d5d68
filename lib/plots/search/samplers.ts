import { compareSamplers, type SamplerResult, type SearchRun } from '../../tuning/index.ts';
import { CONFIG, axis, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { metricTitle, tickFormat } from '../metric-axis.ts';
import { categoryColor, withAlpha } from '../palette.ts';
import { samplersOf, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';

export interface SamplersOptions extends SearchFigureOptions {
  /** What the searches are held against: trials, or what they cost. Default `trials`. */
  readonly over?: 'trials' | 'seconds';
}

/** Student's t of two values is 12.7 deviations: their interval would cover everything. */
const FEWEST_SEEDS = 3;

interface Point {
  readonly at: number;
  readonly mean: number;
  readonly interval: readonly [number, number] | null;
}

/** A repetition that came less far than this part of its sampler's longest was broken off, or is still under way. */
const WHOLE = 0.5;

/**
 * Trials as searches, by study; trials of one sampler in several studies are its repetitions, without those that came less than
 * half as far as the longest. A pruned trial counts as none.
 */
export function searchRuns(trials: readonly ShownTrial[]): SearchRun[] {
  const studies = new Map<string, ShownTrial[]>();
  for (const trial of trials) {
    const key = `${trial.sampler ?? ''}\n${trial.study ?? ''}`;
    const known = studies.get(key);
    if (known === undefined) studies.set(key, [trial]);
    else known.push(trial);
  }
  const longest = (sampler: string): number =>
    Math.max(
      ...[...studies.values()]
        .filter(([first]) => (first?.sampler ?? '') === sampler)
        .map((own) => own.length),
    );
  const whole = [...studies.values()].filter((own) => own.length >= WHOLE * longest(own[0]?.sampler ?? ''));
  return whole.map((own) => ({
    sampler: own[0]?.sampler ?? '',
    task: '',
    trials: [...own]
      .sort((a, b) => a.number - b.number)
      .map(({ state, value, seconds = 0 }) => ({ value: state === 'finished' ? value : null, seconds })),
  }));
}

/**
 * The best so far of each sampler: over several seeds its mean, from three on with the 95 % interval, else the one line there is.
 *
 * @returns null when no search has a result
 */
export function samplersFigure(trials: readonly ShownTrial[], options: SamplersOptions): Figure | null {
  const { theme = 'light', objective, over = 'trials' } = options;
  const { samplers } = compareSamplers(searchRuns(trials), objective.direction);
  if (samplers.length === 0) return null;
  const order = samplersOf(trials, options.samplers);
  const format = tickFormat(objective.unit);
  const lines = [...samplers].sort((a, b) => order.indexOf(a.sampler) - order.indexOf(b.sampler));
  const longest = Math.max(...lines.flatMap(({ bySeconds }) => bySeconds.map(({ seconds }) => seconds)), 0);
  const most = Math.max(...lines.map(({ byTrials }) => byTrials.at(-1)?.trials ?? 1));
  const minutes = over === 'seconds' && longest > 300;
  const data = lines.flatMap((line): Trace[] => {
    const points = pointsOf(line, over, minutes);
    if (points.length === 0) return [];
    const color = categoryColor(order.indexOf(line.sampler), theme);
    const name = plotText(
      line.repetitions > 1 ? `${line.sampler} (${line.repetitions} seeds)` : line.sampler,
    );
    return [
      ...(line.repetitions < FEWEST_SEEDS ? [] : band(points, color, name)),
      {
        type: 'scatter',
        mode: points.length === 1 ? 'lines+markers' : 'lines',
        name,
        legendgroup: name,
        x: points.map(({ at }) => at),
        y: points.map(({ mean }) => mean),
        line: { color, width: 2.5, shape: 'hv' },
        hovertemplate: `%{y:${format}} after %{x:.3~g} ${over === 'trials' ? 'trials' : minutes ? 'min' : 's'}<extra>${name}</extra>`,
      },
    ];
  });
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(
        theme,
        over === 'trials' ? 'trials' : `${minutes ? 'minutes' : 'seconds'} of training`,
        over === 'trials'
          ? { tickformat: 'd', dtick: Math.max(1, Math.ceil(most / 12)) }
          : { rangemode: 'tozero' },
      ),
      yaxis: axis(theme, `best ${metricTitle({ ...objective, direction: null })} so far`, {
        tickformat: format,
        range: [...rangeOf(lines, over)],
      }),
      showlegend: true,
    }),
    config: CONFIG,
  };
}

function pointsOf(line: SamplerResult, over: 'trials' | 'seconds', minutes: boolean): Point[] {
  return over === 'trials'
    ? line.byTrials.map(({ trials, mean, interval }) => ({ at: trials, mean, interval }))
    : line.bySeconds.map(({ seconds, mean, interval }) => ({
        at: minutes ? seconds / 60 : seconds,
        mean,
        interval,
      }));
}

function band(points: readonly Point[], color: string, name: string): Trace[] {
  const having = points.flatMap(({ at, interval }) => (interval === null ? [] : [{ at, interval }]));
  if (having.length === 0) return [];
  // Stepped like the line: what was found stays until something better is.
  const steps = having.flatMap((point, i) => {
    const before = having[i - 1];
    return before === undefined ? [point] : [{ at: point.at, interval: before.interval }, point];
  });
  const x = steps.map(({ at }) => at);
  return [
    {
      type: 'scatter',
      mode: 'lines',
      x: [...x, ...[...x].reverse()],
      y: [...steps.map(({ interval }) => interval[1]), ...steps.map(({ interval }) => interval[0]).reverse()],
      fill: 'toself',
      fillcolor: withAlpha(color, 0.16),
      line: { color: 'rgba(0,0,0,0)', width: 0 },
      hoverinfo: 'skip',
      showlegend: false,
      legendgroup: name,
    },
  ];
}

/** All lines and the middle halves: the interval of two seeds would press everything flat. */
function rangeOf(lines: readonly SamplerResult[], over: 'trials' | 'seconds'): [number, number] {
  const values = lines.flatMap((line) =>
    (over === 'trials' ? line.byTrials : line.bySeconds).flatMap(({ mean, quartiles }) => [
      mean,
      ...quartiles,
    ]),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (high - low) || 0.05 * Math.abs(high) || 1;
  return [low - room, high + room];
}
