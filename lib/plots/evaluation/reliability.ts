import type { EvaluationReport } from '../../evaluation/index.ts';
import type { RunRecord } from '../../tracking/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText } from '../figure.ts';
import type { Figure, FigureOptions, Trace } from '../figure.ts';
import { categoryColor, categorySymbol } from '../palette.ts';

/** What one model stated beside what came true. */
export interface ReliabilitySeries {
  readonly name: string;
  readonly points: readonly {
    readonly stated: number;
    readonly observed: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
  }[];
}

/** The points of a reliability diagram, by bins of equal mass: each rests on about as many examples. */
export function reliabilitySeries({ models }: EvaluationReport): readonly ReliabilitySeries[] {
  return models.map(({ name, calibration }) => ({
    name,
    points: (calibration.find(({ binning }) => binning === 'mass')?.bins ?? []).map(
      ({ stated, observed, interval, count }) => ({ stated, observed, ...interval, count }),
    ),
  }));
}

/** Reliability diagram: on the dotted line probabilities can be taken at their word. */
export function reliabilityFigure(report: EvaluationReport, options: FigureOptions = {}): Figure {
  return reliabilityLines(reliabilitySeries(report), options);
}

/**
 * The same for runs, out of their records; null when none of them holds it.
 *
 * @param nameOf names in the legend
 */
export function runReliabilityFigure(
  runs: readonly RunRecord[],
  {
    nameOf = ({ id }) => id,
    ...options
  }: FigureOptions & { readonly nameOf?: (run: RunRecord) => string } = {},
): Figure | null {
  const series = runs.map((run) => ({ name: nameOf(run), points: run.confusion?.reliability ?? [] }));
  return series.every(({ points }) => points.length === 0) ? null : reliabilityLines(series, options);
}

/** Expected calibration error over a record's bins: |stated − observed|, averaged over the examples. null without bins. */
export function calibrationError({ confusion }: RunRecord): number | null {
  const bins = confusion?.reliability ?? [];
  const examples = bins.reduce((sum, { count }) => sum + count, 0);
  if (examples === 0) return null;
  return (
    bins.reduce((sum, { count, stated, observed }) => sum + count * Math.abs(stated - observed), 0) / examples
  );
}

function reliabilityLines(series: readonly ReliabilitySeries[], options: FigureOptions): Figure {
  const theme = options.theme ?? 'light';
  const lines: Trace[] = series.map(({ name, points }, index) => ({
    type: 'scatter',
    mode: 'lines+markers',
    name: plotText(name),
    x: points.map(({ stated }) => stated),
    y: points.map(({ observed }) => observed),
    error_y: {
      type: 'data',
      symmetric: false,
      array: points.map(({ observed, high }) => high - observed),
      arrayminus: points.map(({ observed, low }) => observed - low),
      thickness: 1.2,
      width: 3,
      color: categoryColor(index, theme),
    },
    text: points.map(({ count }) => `${count} examples`),
    hovertemplate: `stated %{x:.1%}, observed %{y:.1%}<br>%{text}<extra>${plotText(name)}</extra>`,
    line: { color: categoryColor(index, theme), width: 2 },
    marker: { color: categoryColor(index, theme), symbol: categorySymbol(index), size: 7 },
  }));
  return {
    data: lines,
    layout: baseLayout(theme, {
      showlegend: lines.length > 1,
      xaxis: axis(theme, 'stated probability of positive', { range: [0, 1], tickformat: '.0%' }),
      yaxis: axis(theme, 'share that is positive', { range: [0, 1], tickformat: '.0%' }),
      shapes: [
        {
          type: 'line',
          x0: 0,
          y0: 0,
          x1: 1,
          y1: 1,
          line: { color: THEMES[theme].muted, width: 1.5, dash: 'dot' },
        },
      ],
    }),
    config: CONFIG,
  };
}
