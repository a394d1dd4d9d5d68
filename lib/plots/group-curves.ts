import type { Groups, RunRecord } from '../tracking/index.ts';
import { CONFIG, axis, baseLayout, plotText } from './figure.ts';
import type { Figure, FigureOptions, Trace } from './figure.ts';
import { metricFacts, metricTitle, tickFormat } from './metric-axis.ts';
import { categoryColor, withAlpha } from './palette.ts';

/** One configuration over the epochs: the mean of its repetitions, and how far they lie apart. */
export interface GroupCurve {
  readonly name: string;
  readonly epochs: readonly number[];
  readonly mean: readonly number[];
  /** The lowest and highest repetition of each epoch. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Curves of a comparison's configurations. An epoch counts as long as every repetition has it: after that the mean would be of
 * others.
 */
export function groupCurves(
  runs: readonly RunRecord[],
  { by, groups }: Pick<Groups, 'by' | 'groups'>,
  metric: string,
): readonly GroupCurve[] {
  return groups.flatMap(({ params }): GroupCurve[] => {
    const own = runs.filter(
      ({ trial, outcome }) =>
        outcome.kind === 'finished' &&
        trial !== null &&
        by.every((name) => trial.params[name] === params[name]),
    );
    const curves = own.map(({ epochs }) => epochs.flatMap(({ metrics }) => metrics[metric] ?? []));
    const length = Math.min(...curves.map((curve) => curve.length));
    if (curves.length === 0 || length === 0) return [];
    const at = Array.from({ length }, (_, i) => curves.map((curve) => curve[i] ?? NaN));
    return [
      {
        name: by.map((name) => String(params[name])).join(', '),
        epochs: at.map((_, i) => i + 1),
        mean: at.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
        low: at.map((values) => Math.min(...values)),
        high: at.map((values) => Math.max(...values)),
      },
    ];
  });
}

/** Mean curves with bands from the lowest to the highest repetition; null for a comparison without epochs. */
export function groupCurvesFigure(
  runs: readonly RunRecord[],
  groups: Groups,
  options: FigureOptions & { readonly metric?: string } = {},
): Figure | null {
  const { theme = 'light', metric = 'validation/loss' } = options;
  const curves = groupCurves(runs, groups, metric);
  if (curves.length === 0) return null;
  const facts = metricFacts(runs, metric);
  const format = tickFormat(facts.unit);
  const data = curves.flatMap(({ name, epochs, mean, low, high }, index): Trace[] => {
    const color = categoryColor(index, theme);
    return [
      {
        type: 'scatter',
        mode: 'lines',
        legendgroup: name,
        showlegend: false,
        hoverinfo: 'skip',
        x: [...epochs, ...[...epochs].reverse()],
        y: [...high, ...[...low].reverse()],
        fill: 'toself',
        fillcolor: withAlpha(color, 0.15),
        line: { width: 0 },
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: plotText(name),
        legendgroup: name,
        x: [...epochs],
        y: [...mean],
        line: { color, width: 2.5, dash: index < 6 ? 'solid' : 'dash' },
        marker: { color, size: 6 },
        hovertemplate: `%{y:${format}}<br>epoch %{x}<extra>${plotText(name)}</extra>`,
      },
    ];
  });
  const last = Math.max(...curves.map(({ epochs }) => epochs.length));
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'epoch', { tickformat: 'd', dtick: Math.max(1, Math.ceil(last / 10)) }),
      yaxis: axis(theme, metricTitle(facts), { tickformat: format }),
    }),
    config: CONFIG,
  };
}
