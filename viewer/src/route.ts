import type { Brush } from './data/brush.ts';

/** Which value of its curve stands for a metric. */
export const CURVE_VALUES = ['recorded', 'last', 'min', 'max'] as const;
/** What curves are drawn over. */
export const CURVE_AXES = ['epoch', 'step', 'seconds', 'cpuSeconds'] as const;

/** Views of the search, one of which is open at a time. */
export const SEARCH_VIEWS = [
  'slices',
  'contour',
  'rank',
  'matrix',
  'interactions',
  'edf',
  'samplers',
  'timeline',
  'intermediate',
  'pareto',
] as const;
/** One of them. */
export type SearchView = (typeof SEARCH_VIEWS)[number];

/** What is on the screen. All of it is in the URL's fragment, so that a reload and a copied link show the same. */
export interface Route {
  /** null: the list of experiments. */
  readonly experiment: string | null;
  readonly page: 'table' | 'compare';
  /** Columns by which the table is sorted, the first one first. */
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** The filter as typed. */
  readonly filter: string;
  /** Stretches of columns to which all views are narrowed: facets, and what was dragged over in a plot. */
  readonly brush: readonly Brush[];
  /** Ids of the selected runs, in the order they were selected: the first is what others are compared to. */
  readonly selected: readonly string[];
  /** Columns by which runs are grouped. */
  readonly group: readonly string[];
  /** Columns in the order they are shown; null: the usual ones. */
  readonly columns: readonly string[] | null;
  /** Columns that stay when the table moves sideways. */
  readonly pinned: readonly string[];
  readonly value: (typeof CURVE_VALUES)[number];
  /** Whether the comparison hides what is equal. */
  readonly onlyDifferences: boolean;
  /** Metric of the curves; null: the objective. */
  readonly metric: string | null;
  readonly x: (typeof CURVE_AXES)[number];
  /** Column across which the objective is drawn; null: the first that was searched. */
  readonly slice: string | null;
  /** Weight of what came before in a smoothed curve, 0 to 0.99; 0: as recorded. */
  readonly smooth: number;
  /** So many of the best trials are lines of the parallel coordinates; 0: all, or a thousand. */
  readonly top: number;
  /** Whether the curves' values are on a logarithmic axis. */
  readonly log: boolean;
  /** Which view of the search is open. */
  readonly view: SearchView;
  /** Columns of the two parameters of contour and rank; fewer: the most important ones. */
  readonly pair: readonly string[];
  /** Column that the Pareto front holds against the objective; null: the duration. */
  readonly against: string | null;
  /** What samplers are compared over. */
  readonly over: 'trials' | 'seconds';
  /** Column whose values colour the table's rows; null: none. */
  readonly color: string | null;
}

/** The list of experiments. */
export const HOME: Route = {
  experiment: null,
  page: 'table',
  sort: [],
  filter: '',
  brush: [],
  selected: [],
  group: [],
  columns: null,
  pinned: [],
  value: 'recorded',
  onlyDifferences: true,
  metric: null,
  x: 'epoch',
  slice: null,
  smooth: 0,
  top: 0,
  log: false,
  view: 'slices',
  pair: [],
  against: null,
  over: 'trials',
  color: null,
};

/** Reads `#/quick/compare?sort=-lr&sel=a&sel=b`. What it does not understand is left out, never an error. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = split(fragment.replace(/^#/, ''), '?');
  const [experiment, page] = path.split('/').filter(Boolean).map(decode);
  if (experiment === undefined) return HOME;
  const search = new URLSearchParams(query);
  const smooth = Number(search.get('smooth') ?? 0);
  const top = Number(search.get('top') ?? 0);
  return {
    experiment,
    page: page === 'compare' ? 'compare' : 'table',
    sort: search
      .getAll('sort')
      .filter((text) => text.length > 1)
      .map((text) => ({ column: text.slice(1), descending: text.startsWith('-') })),
    filter: search.get('q') ?? '',
    brush: search.getAll('brush').flatMap(parseBrush),
    selected: [...new Set(search.getAll('sel'))],
    group: search.getAll('group'),
    columns: search.has('col') ? search.getAll('col').filter((id) => id !== '') : null,
    pinned: search.getAll('pin'),
    value: CURVE_VALUES.find((each) => each === search.get('value')) ?? 'recorded',
    onlyDifferences: search.get('all') === null,
    metric: search.get('metric'),
    x: CURVE_AXES.find((each) => each === search.get('x')) ?? 'epoch',
    slice: search.get('slice'),
    smooth: smooth > 0 && smooth <= 0.99 ? smooth : 0,
    top: Number.isInteger(top) && top > 0 ? top : 0,
    log: search.has('log'),
    view: SEARCH_VIEWS.find((each) => each === search.get('view')) ?? 'slices',
    pair: search.getAll('pair').slice(0, 2),
    against: search.get('against'),
    over: search.get('over') === 'seconds' ? 'seconds' : 'trials',
    color: search.get('color'),
  };
}

/** The fragment of a route; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  if (route.experiment === null) return '#/';
  const search = new URLSearchParams();
  for (const { column, descending } of route.sort)
    search.append('sort', `${descending ? '-' : '+'}${column}`);
  if (route.filter !== '') search.set('q', route.filter);
  for (const brush of route.brush) search.append('brush', formatBrush(brush));
  for (const id of route.selected) search.append('sel', id);
  for (const id of route.group) search.append('group', id);
  if (route.columns !== null) for (const id of ['', ...route.columns]) search.append('col', id);
  for (const id of route.pinned) search.append('pin', id);
  if (route.value !== 'recorded') search.set('value', route.value);
  if (!route.onlyDifferences) search.set('all', '');
  if (route.metric !== null) search.set('metric', route.metric);
  if (route.x !== 'epoch') search.set('x', route.x);
  if (route.slice !== null) search.set('slice', route.slice);
  if (route.smooth > 0) search.set('smooth', String(route.smooth));
  if (route.top > 0) search.set('top', String(route.top));
  if (route.log) search.set('log', '');
  if (route.view !== 'slices') search.set('view', route.view);
  for (const id of route.pair) search.append('pair', id);
  if (route.against !== null) search.set('against', route.against);
  if (route.over !== 'trials') search.set('over', route.over);
  if (route.color !== null) search.set('color', route.color);
  const query = search.toString();
  const page = route.page === 'compare' ? '/compare' : '';
  return `#/${encodeURIComponent(route.experiment)}${page}${query === '' ? '' : `?${query}`}`;
}

/** `["param:lr",0.001,0.01]` or `["sampler",["tpe"]]`. */
function formatBrush(brush: Brush): string {
  return JSON.stringify(
    'values' in brush ? [brush.column, brush.values] : [brush.column, brush.from, brush.to],
  );
}

function parseBrush(text: string): Brush[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(parsed)) return [];
  const [column, from, to] = parsed as unknown[];
  if (typeof column !== 'string') return [];
  if (typeof from === 'number' && typeof to === 'number') return [{ column, from, to }];
  if (Array.isArray(from) && from.every((each) => typeof each === 'string'))
    return [{ column, values: from }];
  return [];
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
