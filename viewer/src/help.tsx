import { useEffect, useRef } from 'preact/hooks';
import { HOME, type Route } from './route.ts';
import type { Navigate } from './use-route.ts';

const KEYS: readonly (readonly [string, string])[] = [
  ['?', 'this sheet'],
  ['/', 'to the filter'],
  ['g', 'to the grouping'],
  ['t', 'to the table; arrows move it'],
  ['v', 'to the views of the search; arrows open the next one'],
  ['c', 'compare the selected runs'],
  ['x', 'clear filter, brushes and selection'],
  ['Backspace', 'back to the table, or to all experiments'],
  ['Tab, Space, Enter', 'from one thing to the next; tick; press'],
  ['s / b', 'in a row: star it / make it the baseline'],
  ['Shift + Enter', 'on a heading: sort by it too'],
  ['Esc', 'close what is open'],
];

/** The keyboard, for everything: its keys and the sheet that lists them. */
export function HelpSheet({ route, navigate }: { readonly route: Route; readonly navigate: Navigate }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const latest = useRef({ route, navigate });
  latest.current = { route, navigate };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (event.key === 'Escape') {
        for (const menu of document.querySelectorAll('details.menu[open]')) menu.removeAttribute('open');
        return;
      }
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !isTick(target)) return;
      if (act(event.key, latest.current.route, latest.current.navigate, sheet.current))
        event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" aria-label="Keys" title="Keys (?)" onClick={() => sheet.current?.showModal()}>
        ?
      </button>
      <dialog ref={sheet} aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>
          {KEYS.map(([key, what]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <h3>Filter</h3>
        <p>
          <code>lr&lt;0.01 test/accuracy&gt;=78% (pooling=max or not sampler=grid)</code>: conditions with
          &lt; &lt;= &gt; &gt;= = != and ~ (contains), apart by spaces, with <code>or</code>, <code>not</code>{' '}
          and brackets. Other words are looked for in all cells of text.
        </p>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}

const isTick = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement && target.type === 'checkbox';

function act(key: string, route: Route, navigate: Navigate, sheet: HTMLDialogElement | null): boolean {
  const focus = (selector: string): boolean => {
    const found = document.querySelector<HTMLElement>(selector);
    found?.focus();
    return found !== null;
  };
  switch (key) {
    case '?':
      sheet?.showModal();
      return true;
    case '/':
      return focus('#filter, input[type=search]');
    case 'g':
      return focus('#group');
    case 't':
      return focus('.scroll.table');
    case 'v':
      return focus('.tabs [aria-selected="true"]');
    case 'c':
      if (route.experiment === null || route.selected.length === 0) return false;
      navigate({ page: 'compare' }, 'push');
      return true;
    case 'x':
      navigate({ filter: '', brush: [], selected: [] });
      return true;
    case 'Backspace':
      if (route.experiment === null) return false;
      navigate(route.page === 'compare' ? { page: 'table' } : HOME, 'push');
      return true;
    default:
      return false;
  }
}
