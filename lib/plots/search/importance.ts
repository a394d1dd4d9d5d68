import { CONFIG, axis, baseLayout, plotText, type Figure, type FigureOptions } from '../figure.ts';
import { categoryColor } from '../palette.ts';
import type { SearchAnalysis } from './search-analysis.ts';

/** Interactions below this part of the variance are not drawn. */
const LEAST_PAIR = 0.05;

/** Bars of what each parameter explains of the objective's variance, and each pair beyond that; the largest on top. */
export function importanceFigure(
  { importance, interactions, trials }: Pick<SearchAnalysis, 'importance' | 'interactions' | 'trials'>,
  options: FigureOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const bars = [
    ...importance.map(({ name, share }) => ({ name, share, kind: 'alone' as const })),
    ...interactions
      .filter(({ share }) => share >= LEAST_PAIR)
      .slice(0, 4)
      .map(({ names, share }) => ({ name: names.join(' × '), share, kind: 'together' as const })),
  ];
  const [first] = importance;
  const title =
    first === undefined
      ? 'What mattered'
      : `${first.name} explains ${Math.round(100 * first.share)} % of the variance of ${trials} trials`;
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
          y: own.map(({ name }) => plotText(name)),
          marker: { color: categoryColor(index, theme) },
          hovertemplate: '%{y}: %{x:.1%}<extra></extra>',
        },
      ];
    }),
    layout: baseLayout(theme, {
      title: { text: plotText(title), font: { size: 14 }, x: 0, xref: 'paper' },
      height: 140 + 30 * bars.length,
      margin: { l: 64, r: 16, t: 72, b: 48 },
      xaxis: axis(theme, 'part of the variance', { tickformat: '.0%', rangemode: 'tozero' }),
      yaxis: axis(theme, '', {
        autorange: 'reversed',
        categoryorder: 'array',
        categoryarray: bars.map(({ name }) => plotText(name)),
      }),
    }),
    config: CONFIG,
  };
}
