import type { CrossValidation } from '../tracking/index.ts';
import { CONFIG, axis, baseLayout, plotText } from './figure.ts';
import type { Figure, FigureOptions, Trace } from './figure.ts';
import { metricTitle, tickFormat } from './metric-axis.ts';
import { categoryColor, categorySymbol } from './palette.ts';

/** One model over the folds. */
export interface FoldSeries {
  readonly name: string;
  readonly folds: readonly number[];
  readonly values: readonly number[];
  readonly mean: number;
}

/** The model and, beside it, the baseline where it has as many folds; empty without the metric. */
export function foldSeries(
  { folds, metrics, baseline }: CrossValidation,
  metric: string,
  name = 'model',
): readonly FoldSeries[] {
  const of = (title: string, found: CrossValidation['metrics']): FoldSeries[] =>
    found
      .filter((each) => each.metric === metric && each.values.length === folds.length)
      .map(({ values, mean }) => ({ name: title, folds, values, mean }));
  return [...of(name, metrics), ...(baseline === null ? [] : of(baseline.name, baseline.metrics))];
}

/** A metric fold by fold with the means as lines; null without the metric. */
export function foldsFigure(
  result: CrossValidation,
  metric: string,
  options: FigureOptions & { readonly name?: string } = {},
): Figure | null {
  const { theme = 'light', name } = options;
  const series = foldSeries(result, metric, name);
  const facts = result.metrics.find((each) => each.metric === metric);
  if (series.length === 0 || facts === undefined) return null;
  const format = tickFormat(facts.unit);
  const [first, last] = [Math.min(...result.folds) - 0.4, Math.max(...result.folds) + 0.4];
  const data = series.flatMap(({ name: title, folds, values, mean }, index): Trace[] => {
    const color = categoryColor(index, theme);
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name: plotText(title),
        legendgroup: title,
        x: [...folds],
        y: [...values],
        marker: { color, symbol: categorySymbol(index), size: 10 },
        hovertemplate: `fold %{x}: %{y:${format}}<extra>${plotText(title)}</extra>`,
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: `${plotText(title)}, mean`,
        legendgroup: title,
        showlegend: false,
        x: [first, last],
        y: [mean, mean],
        line: { color, width: 1.5, dash: 'dot' },
        hovertemplate: `mean %{y:${format}}<extra>${plotText(title)}</extra>`,
      },
    ];
  });
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'fold', { tickformat: 'd', dtick: 1, range: [first, last], showgrid: false }),
      yaxis: axis(theme, metricTitle({ name: metric, direction: facts.direction, unit: facts.unit }), {
        tickformat: format,
      }),
    }),
    config: CONFIG,
  };
}
