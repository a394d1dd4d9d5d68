import type { LrFinding } from '../training/index.ts';
import { CONFIG, THEMES, axis, baseLayout } from './figure.ts';
import type { Figure, FigureOptions, Trace } from './figure.ts';
import { categoryColor, withAlpha } from './palette.ts';

/** Loss over the learning rate, raw and smoothed, with lines at what was found; the axis is logarithmic. */
export function lrFinderFigure({ points, found }: LrFinding, options: FigureOptions = {}): Figure {
  const { theme = 'light' } = options;
  const color = categoryColor(0, theme);
  const rates = points.map(({ learningRate }) => learningRate);
  const data: Trace[] = [
    {
      type: 'scatter',
      mode: 'markers',
      name: 'loss of a step',
      x: rates,
      y: points.map(({ loss }) => loss),
      marker: { color: withAlpha(color, 0.35), size: 5 },
      hovertemplate: 'rate %{x:.2g}: %{y:.4f}<extra></extra>',
    },
    {
      type: 'scatter',
      mode: 'lines',
      name: 'smoothed',
      x: rates,
      y: points.map(({ smoothed }) => smoothed),
      line: { color, width: 2.5 },
      hovertemplate: 'rate %{x:.2g}: %{y:.4f}<extra>smoothed</extra>',
    },
  ];
  // The curve is about where the loss falls; one wild batch at the end must not flatten it.
  const curve = points.map(({ smoothed }) => smoothed);
  const [low, high] = [Math.min(...curve), Math.max(...curve)];
  const margin = Math.max(0.02, (high - low) * 0.25);
  const marks =
    found === null
      ? []
      : ([
          ['suggestion', found.suggestion, 'solid'],
          ['steepest', found.steepest, 'dot'],
          ['least loss', found.least, 'dash'],
        ] as const);
  marks.forEach(([name, rate, dash], index) =>
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: `${name}: ${rate.toPrecision(2)}`,
      x: [rate, rate],
      y: [low - margin, high + margin],
      line: { color: index === 0 ? categoryColor(1, theme) : THEMES[theme].muted, width: 1.5, dash },
      hoverinfo: 'name',
    }),
  );
  return {
    data,
    layout: baseLayout(theme, {
      height: 420,
      xaxis: axis(theme, 'learning rate', { type: 'log', dtick: 1, exponentformat: 'power' }),
      yaxis: axis(theme, 'training loss in nats', { range: [low - margin, high + margin] }),
    }),
    config: CONFIG,
  };
}
