import {
  CONFIG,
  THEMES,
  axis,
  baseLayout,
  categoryColor,
  categorySymbol,
  metricTitle,
  plotText,
  tickFormat,
  withAlpha,
  type Figure,
  type Theme,
  type Trace,
} from 'sentilab/plots';
import type { RowGroup } from '../data/group-rows.ts';
import { cellText, type RunStore } from '../data/run-store.ts';
import type { Route } from '../route.ts';
import { smoothed, type CurvePoints, type CurveSet } from './curve-set.ts';
import { meanCurve } from './mean-curve.ts';

interface Options {
  readonly store: RunStore;
  readonly curves: CurveSet;
  /** What all views are narrowed to, in the table's order. */
  readonly rows: Int32Array;
  /** Groups to draw as means with bands instead of single runs. */
  readonly groups: readonly RowGroup[];
  readonly selected: readonly string[];
  readonly view: Pick<Route, 'x' | 'smooth' | 'log'>;
  readonly theme: Theme;
}

/** So many runs are drawn as thin lines: the first of the table's order. */
export const MOST_CURVES = 300;
/** As many groups as there are colours. */
const MOST_GROUPS = 6;

const X_TITLES = {
  epoch: 'epoch',
  step: 'optimizer step',
  seconds: 'seconds since the training began',
  cpuSeconds: 'CPU seconds',
} as const;

/** Curves over each other: groups as mean ± sd, else the table's runs as thin lines; selected runs stand out. */
export function curvesFigure(options: Options): Figure {
  const { store, curves, theme, view, groups } = options;
  const column = store.column(`metric:${curves.metric}`);
  const unit = column?.unit ?? '';
  const traces = groups.length > 0 ? groupTraces(options) : paleTraces(options);
  return {
    data: [...traces, ...selectedTraces(options)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, X_TITLES[view.x]),
      yaxis: axis(theme, metricTitle({ name: curves.metric, direction: column?.direction ?? null, unit }), {
        tickformat: tickFormat(unit),
        type: view.log ? 'log' : 'linear',
      }),
    }),
    config: CONFIG,
  };
}

/** The thin lines of a sampler's runs. */
interface Pale {
  readonly x: (number | null)[];
  readonly y: (number | null)[];
  readonly text: string[];
}

/**
 * All thin lines of a sampler are one trace with gaps: hundreds of runs cost as much as one. Beside selected runs they lose
 * their colours.
 */
function paleTraces({ store, curves, rows, selected, view, theme }: Options): Trace[] {
  const bySampler = new Map<string, Pale>();
  const samplers = store.column('sampler');
  const chosen = new Set(selected);
  let drawn = 0;
  for (const row of rows) {
    const id = store.ids[row] ?? '';
    const points = chosen.has(id) ? null : curves.points(id, view.x);
    if (points === null) continue;
    if (drawn++ >= MOST_CURVES) break;
    const sampler = samplers === undefined ? '' : cellText(samplers, row);
    const { x, y, text } = bySampler.get(sampler) ?? { x: [], y: [], text: [] };
    bySampler.set(sampler, { x, y, text });
    const values = smoothed(points.y, view.smooth);
    points.x.forEach((at, i) => {
      x.push(at);
      y.push(values[i] ?? null);
      text.push(plotText(id));
    });
    x.push(null);
    y.push(null);
    text.push('');
  }
  const names = [...bySampler.keys()].sort();
  return names.map((sampler, index) => {
    const color = selected.length > 0 ? THEMES[theme].axis : categoryColor(index, theme);
    return {
      type: 'scatter',
      mode: 'lines',
      name: sampler === '' ? 'runs of the table' : plotText(sampler),
      showlegend: selected.length === 0 && names.length > 1,
      ...(bySampler.get(sampler) as Pale),
      hovertemplate: '%{y:.4~g} at %{x}<br>%{text}<extra></extra>',
      line: { color: withAlpha(color, 0.5), width: 1.1 },
    };
  });
}

/** A colour and a name for each while there are colours; more of them are one strong trace. */
function selectedTraces(options: Options): Trace[] {
  const { curves, selected, view, theme, store } = options;
  if (selected.length > MOST_GROUPS) return crowdTrace(options);
  return selected.flatMap((id, index): Trace[] => {
    const points = curves.points(id, view.x);
    if (points === null) return [];
    const color = categoryColor(index, theme);
    const row = store.rowOf(id);
    const label = row === undefined ? id : labelOf(store, row);
    const named: Trace = {
      type: 'scatter',
      mode: 'lines+markers',
      name: plotText(label),
      x: [...points.x],
      y: [...smoothed(points.y, view.smooth)],
      line: { color, width: 2.5 },
      marker: { color, size: 6, symbol: categorySymbol(index) },
    };
    return [named];
  });
}

function crowdTrace({ curves, selected, view, theme }: Options): Trace[] {
  const own = selected.flatMap((id) => {
    const points = curves.points(id, view.x);
    return points === null ? [] : [{ id, x: [...points.x], y: [...smoothed(points.y, view.smooth)] }];
  });
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${selected.length} selected runs`,
      x: own.flatMap(({ x }) => [...x, null]),
      y: own.flatMap(({ y }) => [...y, null]),
      text: own.flatMap(({ id, x }) => [...x.map(() => plotText(id)), '']),
      hovertemplate: '%{y:.4~g} at %{x}<br>%{text}<extra></extra>',
      line: { color: categoryColor(1, theme), width: 1.8 },
    },
  ];
}

function groupTraces({ store, curves, groups, view, theme }: Options): Trace[] {
  return groups.slice(0, MOST_GROUPS).flatMap((group, index): Trace[] => {
    const members = [...group.rows].flatMap((row): CurvePoints[] => {
      const points = curves.points(store.ids[row] ?? '', view.x);
      return points === null ? [] : [{ ...points, y: smoothed(points.y, view.smooth) }];
    });
    const { x, mean, low, high } = meanCurve(members);
    if (x.length === 0) return [];
    const color = categoryColor(index, theme);
    const name = plotText(group.texts.join(', '));
    return [
      {
        type: 'scatter',
        mode: 'lines',
        x: [...x, ...[...x].reverse()],
        y: [...high, ...[...low].reverse()],
        fill: 'toself',
        fillcolor: withAlpha(color, 0.16),
        line: { color: 'rgba(0,0,0,0)', width: 0 },
        hoverinfo: 'skip',
        showlegend: false,
        legendgroup: name,
      },
      { type: 'scatter', mode: 'lines', name, legendgroup: name, x, y: mean, line: { color, width: 2.5 } },
    ];
  });
}

function labelOf(store: RunStore, row: number): string {
  const column = store.column('run');
  return column?.type === 'category'
    ? String(column.dictionary[column.codes[row] ?? 0])
    : (store.ids[row] ?? '');
}
