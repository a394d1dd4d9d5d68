import type { QualityStatistics } from '../../quality/index.ts';
import { CONFIG, axis, baseLayout, plotText, type Figure, type FigureOptions } from '../figure.ts';
import { classTraces } from './class-traces.ts';

/** Examples per part, one bar per class. */
export function classCountsFigure(parts: QualityStatistics['parts'], options: FigureOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  return {
    data: classTraces(theme, (label, color) => ({
      type: 'bar',
      marker: { color },
      orientation: 'h',
      y: parts.map(({ name }) => plotText(name)),
      x: parts.map((part) => part[label]),
      text: parts.map((part) => part[label].toLocaleString('en')),
      textposition: 'auto',
      insidetextanchor: 'end',
      insidetextfont: { color: theme === 'light' ? '#ffffff' : '#14171d' },
      hovertemplate: `%{x:,} ${label} in %{y}<extra></extra>`,
    })),
    layout: baseLayout(theme, {
      height: 110 + 70 * parts.length,
      bargap: 0.3,
      xaxis: axis(theme, 'examples', { tickformat: ',d', rangemode: 'tozero' }),
      yaxis: axis(theme, '', { autorange: 'reversed', type: 'category', showgrid: false }),
    }),
    config: { ...CONFIG, displayModeBar: false },
  };
}
