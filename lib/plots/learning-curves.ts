import type { PlotData } from 'plotly.js';
import type { RunRecord } from '../tracking/index.ts';
import {
  CONFIG,
  THEMES,
  axis,
  baseLayout,
  plotText,
  type Figure,
  type FigureOptions,
  type Theme,
  type Trace,
} from './figure.ts';
import { metricFacts, metricTitle, tickFormat } from './metric-axis.ts';
import { categoryColor, categorySymbol, withAlpha } from './palette.ts';

/** One metric of one run over the epochs. */
export interface LearningCurve {
  readonly runId: string;
  readonly sampler: string | null;
  readonly metric: string;
  readonly epochs: readonly number[];
  readonly values: readonly number[];
}

export interface LearningCurvesOptions extends FigureOptions {
  /** Default: the first run's objective. */
  readonly metric?: string;
  /** A second metric, drawn dotted for the runs that stand out, e.g. `train/loss`. Default none. */
  readonly beside?: string;
  /** Runs that stand out, each with a colour and a name of its own; the others are thin and grey. Default none: all are thin, coloured by sampler. */
  readonly highlight?: readonly string[];
  /** Names of runs in the legend. Default: their ids. */
  readonly nameOf?: (run: RunRecord) => string;
}

const OUTSIDE = 'outside a search';

/** Curves of one metric; runs without it (failed before their first epoch, the linear baseline) are left out. */
export function learningCurves(runs: readonly RunRecord[], metric: string): LearningCurve[] {
  return runs.flatMap((run) => {
    const points = run.epochs.flatMap(({ epoch, metrics }) => {
      const value = metrics[metric];
      return value === undefined ? [] : [{ epoch, value }];
    });
    if (points.length === 0) return [];
    return [
      {
        runId: run.id,
        sampler: run.study?.sampler ?? null,
        metric,
        epochs: points.map(({ epoch }) => epoch),
        values: points.map(({ value }) => value),
      },
    ];
  });
}

/** Learning curves of many runs with some of them standing out. */
export function learningCurvesFigure(
  runs: readonly RunRecord[],
  options: LearningCurvesOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const metric = options.metric ?? runs[0]?.objective.metric ?? 'validation/loss';
  const facts = metricFacts(runs, metric);
  const format = tickFormat(facts.unit);
  const highlight = options.highlight ?? [];
  const samplers = [...new Set(runs.map((run) => run.study?.sampler ?? OUTSIDE))];
  const nameOf = (id: string): string => {
    const run = runs.find((each) => each.id === id);
    return plotText(run === undefined ? id : (options.nameOf?.(run) ?? run.id));
  };
  const curves = learningCurves(runs, metric);
  const shownSamplers = new Set<string>();
  const pale: Trace[] = curves
    .filter(({ runId }) => !highlight.includes(runId))
    .map((curve) => {
      const group = curve.sampler ?? OUTSIDE;
      const first = !shownSamplers.has(group);
      shownSamplers.add(group);
      // Beside runs with colours of their own, a sampler's colour would be taken for one of them.
      const color = highlight.length > 0 ? THEMES[theme].axis : categoryColor(samplers.indexOf(group), theme);
      return {
        ...line(curve, format, nameOf(curve.runId)),
        name: plotText(group),
        legendgroup: plotText(group),
        showlegend: first && highlight.length === 0, // beside runs that stand out, pale ones need no name
        mode: curve.epochs.length === 1 ? 'markers' : 'lines',
        line: { color: withAlpha(color, 0.6), width: 1.2 },
        marker: { color: withAlpha(color, 0.5), size: 5 },
      };
    });
  const bold = highlight.flatMap((id, index) => [
    ...curves
      .filter(({ runId }) => runId === id)
      .map((curve) => standOut(curve, index, theme, format, nameOf(id), false)),
    ...(options.beside === undefined ? [] : learningCurves(runs, options.beside))
      .filter(({ runId }) => runId === id)
      .map((curve) => standOut(curve, index, theme, format, nameOf(id), true)),
  ]);
  return {
    data: [...pale, ...bold],
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'epoch', { tickformat: 'd', dtick: ticksEvery(curves) }),
      yaxis: axis(theme, metricTitle(facts), { tickformat: format }),
    }),
    config: CONFIG,
  };
}

function line(curve: LearningCurve, format: string, name: string): Partial<PlotData> {
  return {
    type: 'scatter',
    x: [...curve.epochs],
    y: [...curve.values],
    hovertemplate: `%{y:${format}}<br>epoch %{x}<extra>${name}</extra>`,
  };
}

function standOut(
  curve: LearningCurve,
  index: number,
  theme: Theme,
  format: string,
  name: string,
  dotted: boolean,
): Trace {
  const color = categoryColor(index, theme);
  return {
    ...line(curve, format, dotted ? `${name}, ${plotText(curve.metric)}` : name),
    name,
    mode: 'lines+markers',
    showlegend: !dotted,
    legendgroup: name,
    line: { color, width: 2.5, dash: dotted ? 'dot' : 'solid' },
    marker: { color, size: dotted ? 4 : 8, symbol: categorySymbol(index) },
  };
}

function ticksEvery(curves: readonly LearningCurve[]): number {
  const last = Math.max(1, ...curves.flatMap(({ epochs }) => epochs));
  return Math.max(1, Math.ceil(last / 10));
}
