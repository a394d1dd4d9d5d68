import { BEST_TO_WORST, categoryColor, type Theme } from 'sentilab/plots';
import { cellOf, cellText, type Column, type RunStore } from '../data/run-store.ts';

/** Colours of rows by the values of a column. */
export interface RowColors {
  readonly title: string;
  /** null: the run has no value, or one of a category that has no colour any more. */
  of(row: number): string | null;
  readonly legend: readonly { readonly color: string; readonly text: string }[];
}

/** As many categories as there are colours; the most frequent ones have them. */
const MOST_CATEGORIES = 6;
const SHADES = 5;

/** Rows by category, or by fifths of a number: the best, or the least, is the strongest. null without such a column. */
export function rowColors(store: RunStore, id: string | null, theme: Theme): RowColors | null {
  const column = id === null ? undefined : store.column(id);
  if (column === undefined) return null;
  const counts = new Map<string, number>();
  for (let row = 0; row < store.size; row++) {
    if (cellOf(column, row) === undefined) continue;
    const text = cellText(column, row);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (column.type === 'number' && counts.size > MOST_CATEGORIES) return byFifths(column, theme);
  }
  const shown = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_CATEGORIES)
    .map(([text]) => text)
    .sort();
  const colors = new Map(shown.map((text, i) => [text, categoryColor(i, theme)]));
  return {
    title: column.title,
    of: (row) => colors.get(cellText(column, row)) ?? null,
    legend: shown.map((text, i) => ({ color: categoryColor(i, theme), text })),
  };
}

function byFifths(column: Column, theme: Theme): RowColors | null {
  if (column.type !== 'number') return null;
  const values = column.numbers.filter((value) => !Number.isNaN(value)).sort();
  if (column.direction === 'maximize') values.reverse();
  const edges = Array.from({ length: SHADES + 1 }, (_, i) =>
    Number(values[Math.round((i / SHADES) * (values.length - 1))]),
  );
  const colors = Array.from({ length: SHADES }, (_, i) => shade(i / (SHADES - 1), theme));
  const text = (value: number): string => cellText({ ...column, numbers: Float64Array.of(value) }, 0);
  const within = (value: number, edge: number): boolean =>
    column.direction === 'maximize' ? value >= edge : value <= edge;
  return {
    title: column.title,
    of: (row) => {
      const value = column.numbers[row] ?? NaN;
      if (Number.isNaN(value)) return null;
      const place = edges.slice(1).findIndex((edge) => within(value, edge));
      return colors[place < 0 ? SHADES - 1 : place] ?? null;
    },
    legend: colors.map((color, i) => ({
      color,
      text: `${text(edges[i] ?? NaN)} to ${text(edges[i + 1] ?? NaN)}`,
    })),
  };
}

/** A colour of the scale from best to worst. */
function shade(at: number, theme: Theme): string {
  const stops = BEST_TO_WORST[theme];
  const after = Math.max(
    1,
    stops.findIndex(([stop]) => stop >= at),
  );
  const [from, low] = stops[after - 1] ?? stops[0];
  const [to, high] = stops[after] ?? stops[0];
  const share = (at - from) / (to - from || 1);
  const channel = (hex: string, place: number): number => parseInt(hex.slice(place, place + 2), 16);
  const mixed = [1, 3, 5].map((place) =>
    Math.round(channel(low, place) + share * (channel(high, place) - channel(low, place))),
  );
  return `rgb(${mixed.join(', ')})`;
}
