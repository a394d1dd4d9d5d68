import type { Route } from '../route.ts';

/**
 * The order after a press on a heading. Three presses: up, down, as it was. `add` keeps the other columns before it.
 */
export function nextSort(sort: Route['sort'], column: string, add: boolean): Route['sort'] {
  const present = sort.find((key) => key.column === column);
  const others = add ? sort.filter((key) => key.column !== column) : [];
  if (present?.descending === true) return others;
  const next = { column, descending: present !== undefined };
  if (!add || present === undefined) return [...others, next];
  return sort.map((key) => (key.column === column ? next : key));
}
