import type { QualityStatistics } from '../../quality/index.ts';
import { CONFIG, axis, baseLayout, THEMES, type Figure, type FigureOptions } from '../figure.ts';
import { classTraces } from './class-traces.ts';

/** Share of each class's texts per length, as steps over a logarithmic axis. */
export interface LengthSteps {
  /** Lower edges of the bins and the last upper one; at least 1, so that a logarithm exists. */
  readonly tokens: readonly number[];
  /** Share of the class per bin, the last one repeated for the step's end. */
  readonly shares: readonly number[];
}

/** The steps of one class; empty bins at both ends are left out. */
export function lengthSteps({
  edges,
  counts,
}: QualityStatistics['lengths']['histograms']['positive']): LengthSteps {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return { tokens: [], shares: [] };
  let last = counts.length - 1;
  while (counts[last] === 0) last--;
  const shares = counts.slice(first, last + 1).map((count) => count / total);
  return {
    tokens: edges.slice(first, last + 2).map((edge) => Math.max(1, edge)),
    shares: [...shares, shares[shares.length - 1] ?? 0],
  };
}

/** How long the texts of both classes are. */
export function lengthsFigure(lengths: QualityStatistics['lengths'], options: FigureOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  const median = lengths.tokens.all.values[lengths.quantiles.indexOf(0.5)] ?? 0;
  return {
    data: classTraces(theme, (label, color) => {
      const { tokens, shares } = lengthSteps(lengths.histograms[label]);
      return {
        type: 'scatter',
        mode: 'lines',
        x: [...tokens],
        y: [...shares],
        line: {
          color,
          width: 2,
          shape: 'hv',
          ...(label === 'negative' && { dash: 'dot' }),
        },
        fill: 'tozeroy',
        fillcolor: 'rgba(128,128,128,0.06)',
        hovertemplate: `%{y:.1%} of ${label} texts from %{x} tokens<extra></extra>`,
      };
    }),
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'tokens per text, logarithmic', { type: 'log', ...LOG_TICKS }),
      yaxis: axis(theme, 'share of the class', { tickformat: '.0%', rangemode: 'tozero' }),
      shapes: [
        {
          type: 'line',
          x0: median,
          x1: median,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { color: THEMES[theme].muted, width: 1, dash: 'dash' },
        },
      ],
      annotations: [
        {
          x: Math.log10(Math.max(1, median)),
          y: 1,
          yref: 'paper',
          yanchor: 'top',
          xanchor: 'left',
          xshift: 4,
          text: `median ${Math.round(median)}`,
          showarrow: false,
          font: { size: 12, color: THEMES[theme].muted },
        },
      ],
    }),
    config: CONFIG,
  };
}

/** Powers of ten with a grid line at 2 and 5. */
const LOG_TICKS = { dtick: 'D2', tickformat: '~s' } as const;
