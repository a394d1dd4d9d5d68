import type { Finding } from '../../quality/index.ts';
import { CONFIG, axis, baseLayout, type Figure, type FigureOptions } from '../figure.ts';
import { categoryColor } from '../palette.ts';

/** What a check measured of every example, in bins. */
export function findingHistogramFigure(
  { edges, counts, label }: NonNullable<Finding['histogram']>,
  options: FigureOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const width = counts.map((_, i) => (edges[i + 1] ?? NaN) - (edges[i] ?? NaN));
  return {
    data: [
      {
        type: 'bar',
        x: counts.map((_, i) => (edges[i] ?? NaN) + (width[i] ?? NaN) / 2),
        y: counts,
        width,
        marker: {
          color: categoryColor(0, theme),
          line: { width: 1, color: theme === 'light' ? '#ffffff' : '#14171d' },
        },
        customdata: counts.map((_, i) => [edges[i] ?? NaN, edges[i + 1] ?? NaN]),
        hovertemplate: '%{y:,} from %{customdata[0]:.3~f} to %{customdata[1]:.3~f}<extra></extra>',
      },
    ],
    layout: baseLayout(theme, {
      showlegend: false,
      margin: { l: 64, r: 16, t: 12, b: 48 },
      xaxis: axis(theme, label, { range: [edges[0] ?? 0, edges[edges.length - 1] ?? 1], showgrid: false }),
      yaxis: axis(theme, 'count', {
        rangemode: 'tozero',
        tickformat: ',d',
        ...(Math.max(...counts) < 5 && { dtick: 1 }),
      }),
    }),
    config: CONFIG,
  };
}
