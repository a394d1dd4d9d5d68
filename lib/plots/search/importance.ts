import { CONFIG, axis, baseLayout, plotText, type Figure, type FigureOptions } from '../figure.ts';
import { categoryColor } from '../palette.ts';
import type { SearchAnalysis } from './search-analysis.ts';

/** Interactions below this part of the variance are not drawn. */
const LEAST_PAIR = 0.05;

/** Bars of what each parameter explains of the objective's variance, and each pair beyond that; the largest on top. */
export function importanceFigure(
  { importance, interactions }: Pick<SearchAnalysis, 'importance' | 'interactions'>,
  options: FigureOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const bars = [
    ...importance.map(({ name, share }) => ({ name: plotText(name), share, kind: 'alone' as const })),
    ...interactions
      .filter(({ share }) => share >= LEAST_PAIR)
      .slice(0, 4)
      .map(({ names, share }) => ({
        name: names.map(plotText).join(' ×<br>'),
        share,
        kind: 'together' as const,
      })),
  ];
  return {
    data: (['alone', 'together'] as const).flatMap((kind, index) => {
      const own = bars.filter((bar) => bar.kind === kind);
      if (own.length === 0) return [];
      return [
        {
          type: 'bar',
          orientation: 'h',
          name: kind === 'alone' ? 'the parameter alone' : 'two together, beyond each alone',
          x: own.map(({ share }) => share),
          y: own.map(({ name }) => name),
          marker: { color: categoryColor(index, theme) },
          hovertemplate: '%{y}: %{x:.1%}<extra></extra>',
        },
      ];
    }),
    layout: baseLayout(theme, {
      height: 140 + 30 * bars.length,
      margin: { l: 64, r: 16, t: 56, b: 48 },
      xaxis: axis(theme, 'part of the variance', {
        tickformat: '.0%',
        rangemode: 'tozero',
        nticks: 4,
        tickangle: 0,
      }),
      yaxis: axis(theme, '', {
        autorange: 'reversed',
        categoryorder: 'array',
        categoryarray: bars.map(({ name }) => name),
      }),
    }),
    config: CONFIG,
  };
}
