import type { IntermediateCurve } from '../../tuning/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { metricTitle, tickFormat } from '../metric-axis.ts';
import { categoryColor, withAlpha } from '../palette.ts';
import { selectedPoints } from './selection.ts';
import type { SearchFigureOptions } from './shown-trial.ts';

/** A curve with what a selection of it selects. */
export interface ShownCurve extends IntermediateCurve {
  /** Default: `trial <number>`. */
  readonly id?: string;
}

const KINDS = ['finished', 'pruned', 'failed'] as const;

/**
 * The values of trials on their way, those that were pruned beside those that went on: whether what was given up would
 * have become anything. A curve's end can be selected.
 *
 * @returns null without a curve
 */
export function intermediateValuesFigure(
  curves: readonly ShownCurve[],
  { theme = 'light', objective, selected }: Pick<SearchFigureOptions, 'theme' | 'objective' | 'selected'>,
): Figure | null {
  if (curves.length === 0) return null;
  const format = tickFormat(objective.unit);
  const pale = selected !== undefined && selected.size > 0;
  const data = KINDS.flatMap((kind, index): Trace[] => {
    const own = curves.filter(
      ({ state }) => (KINDS.some((each) => each === state) ? state : 'finished') === kind,
    );
    if (own.length === 0) return [];
    const color = categoryColor(index, theme);
    const ids = own.map(curveId);
    return [
      lines(own, `${kind} (${own.length})`, withAlpha(color, pale ? 0.15 : 0.5), 1.2, kind, format),
      ends(own, ids, color, kind, format, selected),
    ];
  });
  const strong = pale ? curves.filter((curve) => selected.has(curveId(curve))) : [];
  if (strong.length > 0) data.push(lines(strong, 'selected', THEMES[theme].text, 2.4, 'selected', format));
  const epochs = curves.flatMap((curve) => curve.epochs);
  const last = Math.max(1, ...epochs);
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(theme, 'epoch', {
        tickformat: 'd',
        dtick: Math.max(1, Math.ceil(last / 10)),
        range: [0.8, last + 0.2],
      }),
      yaxis: axis(theme, metricTitle(objective), { tickformat: format }),
      showlegend: true,
    }),
    config: CONFIG,
  };
}

function curveId({ id, number }: ShownCurve): string {
  return id ?? `trial ${number}`;
}

/** All curves of a kind are one trace with gaps: hundreds cost as much as one. */
function lines(
  curves: readonly ShownCurve[],
  name: string,
  color: string,
  width: number,
  group: string,
  format: string,
): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    legendgroup: group,
    x: curves.flatMap(({ epochs }) => [...epochs, null]),
    y: curves.flatMap(({ values }) => [...values, null]),
    text: curves.flatMap((curve) => [...curve.epochs.map(() => plotText(curveId(curve))), '']),
    hovertemplate: `%{y:${format}} after epoch %{x}<br>%{text}<extra></extra>`,
    line: { color, width },
  };
}

function ends(
  curves: readonly ShownCurve[],
  ids: readonly string[],
  color: string,
  kind: (typeof KINDS)[number],
  format: string,
  selected: ReadonlySet<string> | undefined,
): Trace {
  const trace = {
    type: 'scatter',
    mode: 'markers',
    name: kind,
    legendgroup: kind,
    showlegend: false,
    x: curves.map(({ epochs }) => epochs[epochs.length - 1]),
    y: curves.map(({ values }) => values[values.length - 1]),
    customdata: ids,
    text: ids.map(plotText),
    hovertemplate: `%{y:${format}}, ${kind} after epoch %{x}<br>%{text}<extra></extra>`,
    marker: {
      color,
      size: kind === 'finished' ? 5 : 8,
      symbol: kind === 'finished' ? 'circle' : 'x-thin-open',
    },
    ...selectedPoints(ids, selected),
  };
  return trace as unknown as Trace;
}
