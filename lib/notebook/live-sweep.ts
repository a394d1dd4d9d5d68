import type { ExperimentDefinition, SweepEvent } from '../experiment/index.ts';
import { categoryColor, categorySymbol, plotText } from '../plots/index.ts';
import type { FigureLike } from './host.ts';
import { liveFigure } from './live-figure.ts';
import type { LiveFigureOptions } from './live-figure.ts';
import { SweepProgress } from './sweep-progress.ts';

/** A plot that follows a sweep. */
export interface LiveSweep {
  /** Give it to `runExperiment` as `onEvent`. */
  readonly onEvent: (event: SweepEvent) => void;
  /** Draws what has not been drawn yet. The event that a sweep has finished does it too. */
  finish(): void;
}

/**
 * Shows a sweep while it runs: on the left the curve of every trial over the epochs, those that run now drawn thick; on
 * the right the objective of the trials that ended, and the best so far.
 */
export function liveSweep(
  definition: Pick<ExperimentDefinition, 'objective'>,
  options: LiveFigureOptions = {},
): LiveSweep {
  const progress = new SweepProgress(definition.objective);
  const figure = liveFigure(() => sweepFigure(progress), options);
  return {
    onEvent(event) {
      progress.apply(event);
      figure.changed();
      if (event.kind === 'finished') figure.finish();
    },
    finish: () => figure.finish(),
  };
}

/** The sweep so far as a figure. */
export function sweepFigure(progress: SweepProgress): FigureLike {
  const names = progress.samplers.map(({ sampler }) => sampler);
  const colorOf = (sampler: string): string => categoryColor(Math.max(0, names.indexOf(sampler)), 'light');
  const curves = [...progress.curves.values()].map((curve) => ({
    type: 'scatter',
    mode: curve.epochs.length === 1 ? 'markers' : 'lines',
    name: plotText(`${curve.sampler} ${curve.number}`),
    x: [...curve.epochs],
    y: [...curve.values],
    showlegend: false,
    opacity: curve.state === null ? 1 : 0.55,
    line: { color: colorOf(curve.sampler), width: curve.state === null ? 3 : 1.5 },
    marker: { color: colorOf(curve.sampler), size: 5 },
  }));
  const points = names.map((sampler, index) => {
    const own = [...progress.points.entries()].filter(([, point]) => point.sampler === sampler);
    return {
      type: 'scatter',
      mode: 'markers',
      name: plotText(sampler),
      xaxis: 'x2',
      yaxis: 'y2',
      x: own.map(([order]) => order + 1),
      y: own.map(([, { value }]) => value),
      text: own.map(([, { number, state }]) => `trial ${number}, ${state}`),
      hovertemplate: '%{y:.4f}<br>%{text}<extra></extra>',
      marker: {
        size: 10,
        symbol: own.map(([, { state }]) => `${categorySymbol(index)}${state === 'pruned' ? '-open' : ''}`),
        color: colorOf(sampler),
      },
    };
  });
  const best = progress.bestSoFar();
  const line = {
    type: 'scatter',
    mode: 'lines',
    name: 'best so far',
    xaxis: 'x2',
    yaxis: 'y2',
    x: best.map(({ at }) => at),
    y: best.map(({ value }) => value),
    line: { color: '#888888', width: 2, shape: 'hv' },
    hovertemplate: 'best so far %{y:.4f}<extra></extra>',
  };
  const metric = plotText(progress.metric);
  const total = progress.samplers.reduce((sum, study) => sum + study.total, 0);
  const layout = {
    title: { text: plotText(headline(progress)), x: 0.02, xanchor: 'left' },
    xaxis: { domain: [0, 0.46], title: { text: 'epoch' }, ...counted(progress.epochs) },
    yaxis: { title: { text: metric }, ...(curves.length === 0 && EMPTY) },
    xaxis2: { domain: [0.56, 1], anchor: 'y2', title: { text: 'trials that ended' }, ...counted(total) },
    yaxis2: { anchor: 'x2', title: { text: `${metric}, whole trial` }, ...around(progress.points) },
    legend: { orientation: 'h', x: 0.56, y: 1.02, yanchor: 'bottom' },
    margin: { l: 64, r: 16, t: 76, b: 48 },
    uirevision: 'live',
  };
  return { data: [...(curves.length === 0 ? [NOTHING] : curves), ...points, line], layout };
}

/** An axis from 1 to `last`, from the beginning on, with whole numbers on it. */
function counted(last: number): { readonly range: readonly [number, number]; readonly dtick: number } {
  return { range: [0.6, Math.max(1, last) + 0.4], dtick: Math.max(1, Math.ceil(last / 10)) };
}

/** An axis before the first value: plotly would make one from −1 to 4 up. */
const EMPTY = { range: [0, 1], showticklabels: false } as const;
/** A curve without points, for a frame that waits for its first one. */
const NOTHING = { type: 'scatter', x: [null], y: [null], showlegend: false } as const;

/** While there is one value only, plotly would show it between 0 and twice as much. */
function around(points: SweepProgress['points']): typeof EMPTY | { readonly range?: readonly number[] } {
  const [first, second] = points;
  if (first === undefined) return EMPTY;
  return second === undefined ? { range: [first.value * 0.95, first.value * 1.05] } : {};
}

/** `random 3/6 · tpe 0/6 · best 0.5123`. */
function headline(progress: SweepProgress): string {
  const parts = progress.samplers.map(({ sampler, done, total }) => `${sampler} ${done}/${total}`);
  const best = progress.bestSoFar().at(-1);
  if (best) parts.push(`best ${best.value.toFixed(4)}`);
  return parts.length === 0 ? 'getting ready …' : parts.join(' · ');
}
