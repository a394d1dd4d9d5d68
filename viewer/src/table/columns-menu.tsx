import { cellText, type Column, type RunStore } from '../data/run-store.ts';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';
import { shownColumns } from './shown-columns.ts';

interface Props {
  readonly store: RunStore;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** Which columns are shown, in which order, and which of them stay in place. */
export function ColumnsMenu({ store, route, navigate }: Props) {
  const shown = shownColumns(store, route.columns);
  const hidden = store.columns.filter((column) => !shown.includes(column));
  const set = (columns: readonly Column[]): void => navigate({ columns: columns.map(({ id }) => id) });
  const move = (at: number, by: number): void => {
    const next = [...shown];
    const [column] = next.splice(at, 1);
    if (column !== undefined) next.splice(at + by, 0, column);
    set(next);
  };
  const pin = (id: string): void =>
    navigate({
      pinned: route.pinned.includes(id) ? route.pinned.filter((each) => each !== id) : [...route.pinned, id],
    });
  return (
    <details class="menu">
      <summary>
        Columns <span class="muted">{shown.length}</span>
      </summary>
      <div class="sheet" role="group" aria-label="Columns of the table">
        <p class="muted">Ticked columns are shown; ↑ and ↓ move them, “pin” keeps them in sight.</p>
        <button type="button" onClick={() => navigate({ columns: null, pinned: [] })}>
          As at first
        </button>{' '}
        <button type="button" onClick={() => set([...shown, ...hidden])}>
          Show all
        </button>
        <ul>
          {shown.map((column, at) => (
            <li key={column.id}>
              <label>
                <input
                  type="checkbox"
                  checked
                  disabled={column.kind === 'run'}
                  onChange={() => set(shown.filter((each) => each !== column))}
                />{' '}
                {column.title}
              </label>
              {at > 0 && (
                <span class="tools">
                  <button
                    type="button"
                    disabled={at < 2}
                    aria-label={`Move ${column.title} left`}
                    onClick={() => move(at, -1)}
                  >
                    ↑
                  </button>
                  <button
                    type="button"
                    disabled={at === shown.length - 1}
                    aria-label={`Move ${column.title} right`}
                    onClick={() => move(at, 1)}
                  >
                    ↓
                  </button>
                  <button
                    type="button"
                    aria-pressed={route.pinned.includes(column.id)}
                    aria-label={`Pin ${column.title}`}
                    onClick={() => pin(column.id)}
                  >
                    pin
                  </button>
                </span>
              )}
            </li>
          ))}
          {hidden.map((column) => (
            <li key={column.id}>
              <label>
                <input type="checkbox" checked={false} onChange={() => set([...shown, column])} />{' '}
                {column.title} <span class="muted">{store.size > 0 ? exampleOf(column) : ''}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

const exampleOf = (column: Column): string => {
  const text = cellText(column, 0);
  return text === '–' ? '' : text.slice(0, 24);
};
