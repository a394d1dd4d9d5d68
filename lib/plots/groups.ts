import { groupName, type Groups } from '../tracking/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText } from './figure.ts';
import type { Figure, FigureOptions, Trace } from './figure.ts';
import { metricTitle, tickFormat } from './metric-axis.ts';
import { categoryColor, categorySymbol } from './palette.ts';

/** One place of a comparison's figure: a mean with the ends of its interval. */
export interface GroupPoint {
  readonly label: string;
  /** Value of the parameter along the axis, where the figure has one. */
  readonly x: number | null;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** Means that belong to one line: all of them where there is no axis. */
export interface GroupSeries {
  readonly name: string;
  readonly points: readonly GroupPoint[];
}

/**
 * What a comparison's figure shows. With a second parameter of numbers (a data size) its values are the axis and each
 * value of the first parameter is a line; else the configurations are one list.
 */
export function groupSeries(comparison: Groups): {
  readonly along: string | null;
  readonly series: GroupSeries[];
} {
  const { by, groups } = comparison;
  const along =
    by.length === 2 && groups.every(({ params }) => typeof params[by[1] ?? ''] === 'number') ? by[1] : null;
  const names = along == null ? [''] : [...new Set(groups.map(({ params }) => String(params[by[0] ?? ''])))];
  const series = names.map((name) => ({
    name,
    points: groups
      .filter(({ params }) => along == null || String(params[by[0] ?? '']) === name)
      .map((group): GroupPoint => {
        const [low, high] = group.interval ?? [group.mean, group.mean];
        const x = along == null ? null : Number(group.params[along]);
        return { label: groupName(group), x, mean: group.mean, low, high, n: group.n };
      }),
  }));
  return { along: along ?? null, series };
}

/** Means and 95 % intervals of a comparison's configurations. */
export function groupsFigure(comparison: Groups, options: FigureOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  const { metric, direction, unit, baseline } = comparison;
  const { along, series } = groupSeries(comparison);
  const format = tickFormat(unit);
  const title = metricTitle({ name: metric, direction, unit });
  const spread = (points: readonly GroupPoint[]) => ({
    type: 'data' as const,
    symmetric: false,
    array: points.map(({ mean, high }) => high - mean),
    arrayminus: points.map(({ mean, low }) => mean - low),
    thickness: 1.6,
    width: 5,
  });
  const hover = (points: readonly GroupPoint[]) =>
    points.map(({ n, label }) => `${plotText(label)}, n = ${n}`);
  if (along !== null) {
    const data: Trace[] = series.map(({ name, points }, index) => ({
      type: 'scatter',
      mode: 'lines+markers',
      name: plotText(name),
      // Side by side instead of over each other: intervals of one size can then be told apart.
      x: points.map(({ x }) => (x ?? 0) * 1.03 ** (index - (series.length - 1) / 2)),
      y: points.map(({ mean }) => mean),
      error_y: { ...spread(points), color: categoryColor(index, theme) },
      text: hover(points),
      hovertemplate: `%{y:${format}}<br>%{text}<extra></extra>`,
      line: { color: categoryColor(index, theme), width: 2, dash: index < 6 ? 'solid' : 'dash' },
      marker: { color: categoryColor(index, theme), symbol: categorySymbol(index), size: 8 },
    }));
    const ticks = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x ?? 0)))].sort(
      (a, b) => a - b,
    );
    return {
      data,
      layout: baseLayout(theme, {
        xaxis: axis(theme, along, { type: 'log', tickvals: ticks, ticktext: ticks.map(String) }),
        yaxis: axis(theme, title, { tickformat: format }),
      }),
      config: CONFIG,
    };
  }
  const points = series[0]?.points ?? [];
  const reference = comparison.groups.find(({ params }) => params[comparison.by[0] ?? ''] === baseline);
  return {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        showlegend: false,
        x: points.map(({ mean }) => mean),
        y: points.map(({ label }) => plotText(label)),
        error_x: { ...spread(points), color: categoryColor(0, theme) },
        text: hover(points),
        hovertemplate: `%{x:${format}}<br>%{text}<extra></extra>`,
        marker: { color: categoryColor(0, theme), size: 10 },
      },
    ],
    layout: baseLayout(theme, {
      height: 120 + 34 * points.length,
      xaxis: axis(theme, title, { tickformat: format }),
      yaxis: axis(theme, '', { type: 'category', autorange: 'reversed' }),
      shapes:
        reference === undefined || comparison.by.length !== 1
          ? []
          : [
              {
                type: 'line',
                x0: reference.mean,
                x1: reference.mean,
                y0: 0,
                y1: 1,
                yref: 'paper',
                line: { color: THEMES[theme].muted, width: 1.5, dash: 'dot' },
              },
            ],
    }),
    config: CONFIG,
  };
}
