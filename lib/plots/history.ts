import type { Comparison } from '../tracking/index.ts';
import {
  CONFIG,
  axis,
  baseLayout,
  plotText,
  THEMES,
  type Figure,
  type FigureOptions,
  type Trace,
} from './figure.ts';
import { metricTitle, tickFormat, type MetricFacts } from './metric-axis.ts';
import { selectedPoints } from './search/selection.ts';
import { categoryColor, categorySymbol, withAlpha } from './palette.ts';

/** One search: its trials as points, and the best value so far as a line. Trials count from 0, as in the records. */
export interface HistorySeries {
  readonly sampler: string;
  readonly studyId: string;
  readonly points: readonly {
    readonly trial: number;
    readonly value: number;
    readonly runId: string;
    readonly pruned: boolean;
  }[];
  readonly best: readonly { readonly trial: number; readonly value: number }[];
}

export interface HistoryOptions extends FigureOptions {
  /** Ids of runs that stand out; default none. */
  readonly selected?: ReadonlySet<string>;
}

/** Optimisation history of every search in a comparison. Failed trials have no point; the line goes on over them. */
export function historyNumbers(comparison: Comparison): HistorySeries[] {
  return comparison.samplers.map(({ sampler, studyId, bestSoFar }) => ({
    sampler,
    studyId,
    points: bestSoFar.flatMap(({ trial, value, runId, state }) =>
      value === null || state === 'failed' ? [] : [{ trial, value, runId, pruned: state === 'pruned' }],
    ),
    best: bestSoFar.flatMap(({ trial, best }) => (best === null ? [] : [{ trial, value: best }])),
  }));
}

/** Histories of several samplers in one figure; the linear baseline is a dotted line where it has the same metric. */
export function historyFigure(comparison: Comparison, options: HistoryOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  const facts = objectiveFacts(comparison);
  const series = historyNumbers(comparison);
  const format = tickFormat(facts.unit);
  const data: Trace[] = series.flatMap(({ sampler, points, best }, index) => {
    const color = categoryColor(index, theme);
    const name = plotText(sampler);
    const ids = points.map(({ runId }) => runId);
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name,
        legendgroup: name,
        showlegend: false,
        x: points.map(({ trial }) => trial),
        y: points.map(({ value }) => value),
        customdata: ids,
        ...selectedPoints(ids, options.selected),
        text: points.map(({ runId, pruned }) => `${plotText(runId)}${pruned ? '<br>pruned' : ''}`),
        hovertemplate: `%{y:${format}}<br>trial %{x}<br>%{text}<extra>${name}</extra>`,
        marker: {
          color: points.map(({ pruned }) => (pruned ? 'rgba(0,0,0,0)' : withAlpha(color, 0.55))),
          line: { color, width: 1.2 },
          size: 8,
          symbol: categorySymbol(index),
        },
      },
      {
        type: 'scatter',
        mode: 'lines',
        name,
        legendgroup: name,
        x: best.map(({ trial }) => trial),
        y: best.map(({ value }) => value),
        hovertemplate: `best after trial %{x}: %{y:${format}}<extra>${name}</extra>`,
        line: { color, width: 2.5, shape: 'hv' },
      },
    ];
  });
  const baseline = comparison.baseline?.metrics[facts.name];
  const last = Math.max(1, ...series.flatMap(({ points }) => points.map(({ trial }) => trial)));
  if (baseline !== undefined)
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: `${plotText(comparison.baseline?.name ?? '')} (linear baseline)`,
      x: [0, last],
      y: [baseline.value, baseline.value],
      line: { color: THEMES[theme].muted, width: 1.5, dash: 'dot' },
      hovertemplate: `%{y:${format}}<extra>linear baseline</extra>`,
    });
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'trial number', { range: [-0.5, last + 0.5], tickformat: 'd' }),
      yaxis: axis(theme, metricTitle(facts), { tickformat: format }),
    }),
    config: CONFIG,
  };
}

function objectiveFacts({ objective, winner }: Comparison): MetricFacts {
  const name = objective?.metric ?? 'objective';
  return { name, direction: objective?.direction ?? null, unit: winner?.metrics[name]?.unit ?? '' };
}
