import {
  CONFIG,
  axis,
  baseLayout,
  categoryColor,
  categorySymbol,
  metricTitle,
  plotText,
  selectedPoints,
  tickFormat,
  withAlpha,
  type Figure,
  type Theme,
} from 'sentilab/plots';
import type { ParameterScales } from 'sentilab/tracking';
import { sweptColumns } from '../data/group-rows.ts';
import { cellOf, cellText, type Column, type RunStore } from '../data/run-store.ts';
import { SelectablePlot } from '../search/selectable-plot.tsx';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';

interface Props {
  readonly store: RunStore;
  readonly rows: Int32Array;
  readonly objective: string;
  readonly scales: ParameterScales;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** The objective across one parameter, or across another metric: each point a run of the table. */
export function Slice({ store, rows, objective, scales, route, navigate, theme }: Props) {
  const choices = [
    ...sweptColumns(store),
    ...store.columns.filter(({ kind, title }) => kind === 'metric' && title !== objective),
    ...['duration', 'CPU time', 'started'].flatMap((id) => store.column(id) ?? []),
  ];
  const across = choices.find(({ id }) => id === route.slice) ?? choices[0];
  const value = store.column(`metric:${objective}`);
  if (across === undefined || value === undefined) return null;
  return (
    <section aria-label="The objective across one column">
      <div class="bar">
        <h2 class="grow">{objective} across</h2>
        <label class="field">
          <span>Column</span>
          <select value={across.id} onChange={(event) => navigate({ slice: event.currentTarget.value })}>
            {choices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <SelectablePlot
        label={`${objective} across ${across.title}`}
        selected={route.selected}
        navigate={navigate}
        deps={[store, rows, across.id, objective, theme, route.selected.join(' ')]}
        build={() =>
          acrossFigure(store, rows, across, value, {
            log: scales[across.title] === 'log',
            theme,
            selected: new Set(route.selected),
          })
        }
      />
    </section>
  );
}

function acrossFigure(
  store: RunStore,
  rows: Int32Array,
  across: Column,
  value: Column,
  {
    log,
    theme,
    selected,
  }: { readonly log: boolean; readonly theme: Theme; readonly selected: ReadonlySet<string> },
): Figure {
  const sampler = store.column('sampler');
  // In the order of the samplers' column, whatever the table is sorted by: each keeps its colour.
  const known = sampler?.type === 'category' ? sampler.dictionary.map(String) : [];
  const groups = new Map([...known, '–'].map((name) => [name, [] as number[]]));
  for (const row of rows) {
    if (cellOf(across, row) === undefined || cellOf(value, row) === undefined) continue;
    groups.get(sampler === undefined ? '–' : cellText(sampler, row))?.push(row);
  }
  const cell = (column: Column, row: number): string | number => {
    const found = cellOf(column, row) ?? '';
    return typeof found === 'number' ? found : plotText(String(found));
  };
  return {
    data: [...groups].map(([name, members], index) => ({
      visible: members.length > 0,
      showlegend: members.length > 0,
      type: 'scatter' as const,
      mode: 'markers' as const,
      name: plotText(name === '–' ? 'outside a search' : name),
      x: members.map((row) => cell(across, row)),
      y: members.map((row) => cell(value, row)),
      customdata: members.map((row) => store.ids[row] ?? ''),
      ...selectedPoints(
        members.map((row) => store.ids[row] ?? ''),
        selected,
      ),
      text: members.map((row) => plotText(store.ids[row] ?? '')),
      hovertemplate: '%{y} at %{x}<br>%{text}<extra></extra>',
      marker: {
        color: withAlpha(categoryColor(index, theme), 0.6),
        symbol: categorySymbol(index),
        size: members.length > 500 ? 4 : 8,
      },
    })),
    layout: baseLayout(theme, {
      xaxis: axis(theme, across.title, log ? { type: 'log' } : {}),
      yaxis: axis(
        theme,
        metricTitle({ name: value.title, direction: value.direction, unit: value.unit ?? '' }),
        {
          tickformat: tickFormat(value.unit ?? ''),
        },
      ),
    }),
    config: CONFIG,
  };
}
