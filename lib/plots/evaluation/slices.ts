import type { EvaluationReport } from '../../evaluation/index.ts';
import { CONFIG, axis, baseLayout, plotText } from '../figure.ts';
import type { Figure, FigureOptions, Trace } from '../figure.ts';
import { categoryColor, categorySymbol } from '../palette.ts';

/** By what the examples are sliced. */
export type SliceKind = 'length' | 'rating';

/** One model's accuracy, slice by slice. */
export interface SliceSeries {
  readonly name: string;
  readonly points: readonly {
    /** `1–120`, or a single value. */
    readonly label: string;
    readonly accuracy: number;
    readonly low: number;
    readonly high: number;
    readonly examples: number;
  }[];
}

/** Slices of all models that have them; empty when the data have no such number. */
export function sliceSeries({ models }: EvaluationReport, kind: SliceKind): readonly SliceSeries[] {
  return models.flatMap(({ name, slices }): SliceSeries[] => {
    const found = slices[kind];
    if (found === null || found.length === 0) return [];
    return [
      {
        name,
        points: found.map(({ low, high, accuracy, interval, examples }) => ({
          label: low === high ? String(low) : `${low}–${high}`,
          accuracy,
          ...interval,
          examples,
        })),
      },
    ];
  });
}

/** Accuracy by slice with Wilson intervals; null when the data have no such number. */
export function slicesFigure(
  report: EvaluationReport,
  kind: SliceKind,
  options: FigureOptions = {},
): Figure | null {
  const theme = options.theme ?? 'light';
  const series = sliceSeries(report, kind);
  const [first] = series;
  if (first === undefined) return null;
  const data = series.map(({ name, points }, index): Trace => {
    const color = categoryColor(index, theme);
    // Side by side around the slice's place, so that intervals of several models do not cover each other.
    const shift = (index - (series.length - 1) / 2) * 0.16;
    return {
      type: 'scatter',
      mode: 'markers',
      name: plotText(name),
      x: points.map((_, i) => i + shift),
      y: points.map(({ accuracy }) => accuracy),
      error_y: {
        type: 'data',
        symmetric: false,
        array: points.map(({ accuracy, high }) => high - accuracy),
        arrayminus: points.map(({ accuracy, low }) => accuracy - low),
        thickness: 1.6,
        width: 4,
        color,
      },
      text: points.map(({ label, examples }) => `${label}: ${examples} examples`),
      hovertemplate: `%{y:.1%}<br>%{text}<extra>${plotText(name)}</extra>`,
      marker: { color, symbol: categorySymbol(index), size: 9 },
    };
  });
  return {
    data,
    layout: baseLayout(theme, {
      showlegend: series.length > 1,
      xaxis: axis(theme, kind === 'length' ? 'words in the text' : 'stars', {
        tickvals: first.points.map((_, i) => i),
        ticktext: first.points.map(({ label, examples }) => `${label}<br>n = ${examples}`),
        range: [-0.5, first.points.length - 0.5],
        showgrid: false,
        fixedrange: true,
      }),
      yaxis: axis(theme, 'accuracy', { tickformat: '.0%' }),
    }),
    config: CONFIG,
  };
}
