import { useMemo, useState } from 'preact/hooks';
import type { Theme } from 'sentilab/plots';
import { cellOf, type RunStore } from '../data/run-store.ts';
import { CURVE_VALUES, formatRoute, parseRoute, type Route } from '../route.ts';
import type { MarksHandle } from '../use-marks.ts';
import type { Navigate } from '../use-route.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { ALL_PARAMETERS } from './group-table.tsx';
import { rowColors } from './row-colors.ts';
import { csvOf, shownColumns } from './shown-columns.ts';
import { ViewsMenu } from './views-menu.tsx';

interface Props {
  readonly store: RunStore;
  readonly rows: Int32Array;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly marks: MarksHandle;
  readonly theme: Theme;
}

const VALUE_NAMES = { recorded: 'of the best epoch', last: 'last', min: 'least', max: 'greatest' } as const;

/** Grouping, which value of a curve counts, columns, saved views and the way out as CSV. */
export function TableTools({ store, rows, route, navigate, marks, theme }: Props) {
  const [copied, setCopied] = useState('');
  const parameters = store.columns.filter(({ kind }) => kind === 'parameter');
  const facts = ['sampler', 'model', 'fold', 'tags', 'commit'].flatMap((id) => store.column(id) ?? []);
  const copy = async (): Promise<void> => {
    const text = csvOf(shownColumns(store, route.columns), rows, cellOf);
    try {
      await navigator.clipboard.writeText(text);
      setCopied(`Copied ${rows.length.toLocaleString('en')} rows`);
    } catch {
      setCopied('The browser does not allow copying here');
    }
    setTimeout(() => setCopied(''), 4000);
  };
  const colors = useMemo(() => rowColors(store, route.color, theme), [store, route.color, theme]);
  return (
    <div class="bar tools">
      <label class="field inline">
        <span>Group by</span>
        <select
          id="group"
          value={route.group[0] ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            navigate({ group: chosen === '' ? [] : [chosen], sort: [] });
          }}
        >
          <option value="">nothing</option>
          <option value={ALL_PARAMETERS}>configuration (over seeds)</option>
          {[...parameters, ...facts].map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {route.group.length === 0 && (
        <label class="field inline">
          <span>Colour by</span>
          <select
            value={route.color ?? ''}
            onChange={(event) => navigate({ color: event.currentTarget.value || null })}
          >
            <option value="">nothing</option>
            {store.columns
              .filter(({ kind, id }) => kind !== 'run' && !['id', 'note', 'started'].includes(id))
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </select>
        </label>
      )}
      <label class="field inline">
        <span>Metrics</span>
        <select
          value={route.value}
          onChange={(event) =>
            navigate({ value: CURVE_VALUES.find((each) => each === event.currentTarget.value) ?? 'recorded' })
          }
        >
          {CURVE_VALUES.map((each) => (
            <option key={each} value={each}>
              {VALUE_NAMES[each]}
            </option>
          ))}
        </select>
      </label>
      <ColumnsMenu store={store} route={route} navigate={navigate} />
      <ViewsMenu
        marks={marks}
        current={() => formatRoute({ ...route, page: 'table' })}
        show={(view) => navigate({ ...parseRoute(view), experiment: route.experiment }, 'push')}
      />
      <button type="button" onClick={() => void copy()}>
        Copy as CSV
      </button>
      <span class="muted" role="status">
        {copied}
        {marks.problem !== null && <span class="warning"> Not kept: {marks.problem}</span>}
      </span>
      {colors !== null && route.group.length === 0 && (
        <p class="legend muted">
          {colors.title}:{' '}
          {colors.legend.map(({ color, text }) => (
            <span key={text}>
              <span class="swatch" style={{ background: color }} aria-hidden="true" /> {text}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
