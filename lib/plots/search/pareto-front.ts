import { paretoFront } from '../../tuning/index.ts';
import {
  CONFIG,
  axis,
  baseLayout,
  plotText,
  type Figure,
  type FigureOptions,
  type Trace,
} from '../figure.ts';
import { metricTitle, tickFormat, type MetricFacts } from '../metric-axis.ts';
import { categoryColor, withAlpha } from '../palette.ts';
import { selectedPoints } from './selection.ts';

/** A trial by two objectives. */
export interface ParetoPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** What is said of it when the pointer is on it. Default: its id. */
  readonly label?: string;
}

export interface ParetoOptions extends FigureOptions {
  readonly x: MetricFacts & { readonly direction: 'minimize' | 'maximize' };
  readonly y: MetricFacts & { readonly direction: 'minimize' | 'maximize' };
  /** Ids of trials that stand out. Default none. */
  readonly selected?: ReadonlySet<string>;
}

/**
 * Trials by two objectives. The front: those that no other beats in both; the stair through them parts what was reached from
 * what was not.
 *
 * @returns null without a point
 */
export function paretoFigure(points: readonly ParetoPoint[], options: ParetoOptions): Figure | null {
  const { theme = 'light', x, y, selected } = options;
  const whole = points.filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y));
  if (whole.length === 0) return null;
  const front = new Set(
    paretoFront(
      whole.map((point) => [point.x, point.y]),
      [x.direction, y.direction],
    ),
  );
  const best = whole.filter((_, i) => front.has(i)).sort((a, b) => a.x - b.x || a.y - b.y);
  const others = whole.filter((_, i) => !front.has(i));
  const [formatX, formatY] = [tickFormat(x.unit), tickFormat(y.unit)];
  const markers = (own: readonly ParetoPoint[], name: string, marker: object): Trace => {
    const ids = own.map(({ id }) => id);
    const trace = {
      type: 'scatter',
      mode: 'markers',
      name,
      x: own.map((point) => point.x),
      y: own.map((point) => point.y),
      customdata: ids,
      text: own.map(({ label, id }) => plotText(label ?? id)),
      hovertemplate: `${plotText(y.name)} %{y:${formatY}}<br>${plotText(x.name)} %{x:${formatX}}<br>%{text}<extra></extra>`,
      marker,
      ...selectedPoints(ids, selected),
    };
    return trace as unknown as Trace;
  };
  return {
    data: [
      ...(others.length === 0
        ? []
        : [
            markers(others, 'others', {
              color: withAlpha(categoryColor(0, theme), 0.45),
              size: others.length > 500 ? 4 : 8,
            }),
          ]),
      {
        type: 'scatter',
        mode: 'lines',
        showlegend: false,
        hoverinfo: 'skip',
        x: best.map((point) => point.x),
        y: best.map((point) => point.y),
        line: { color: categoryColor(1, theme), width: 2, shape: x.direction === 'minimize' ? 'hv' : 'vh' },
      },
      markers(best, `Pareto front (${best.length})`, {
        color: categoryColor(1, theme),
        size: 11,
        symbol: 'diamond',
      }),
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, metricTitle(x), { tickformat: formatX }),
      yaxis: axis(theme, metricTitle(y), { tickformat: formatY }),
      showlegend: true,
    }),
    config: CONFIG,
  };
}
