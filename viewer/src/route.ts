/** What is on the screen. All of it is in the URL's fragment, so that a reload and a copied link show the same. */
export interface Route {
  /** null: the list of experiments. */
  readonly experiment: string | null;
  readonly page: 'table' | 'compare';
  /** Columns by which the table is sorted, the first one first. */
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** The filter as typed. */
  readonly filter: string;
  readonly sampler: string | null;
  readonly outcome: string | null;
  /** Ids of the selected runs, in the order they were selected: the first is what others are compared to. */
  readonly selected: readonly string[];
  /** Whether the comparison hides what is equal. */
  readonly onlyDifferences: boolean;
  /** Metric of the compared curves; null: the objective. */
  readonly metric: string | null;
}

/** The list of experiments. */
export const HOME: Route = {
  experiment: null,
  page: 'table',
  sort: [],
  filter: '',
  sampler: null,
  outcome: null,
  selected: [],
  onlyDifferences: true,
  metric: null,
};

/** Reads `#/quick/compare?sort=-lr&sel=a&sel=b`. What it does not understand is left out, never an error. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = split(fragment.replace(/^#/, ''), '?');
  const [experiment, page] = path.split('/').filter(Boolean).map(decode);
  if (experiment === undefined) return HOME;
  const search = new URLSearchParams(query);
  return {
    experiment,
    page: page === 'compare' ? 'compare' : 'table',
    sort: search
      .getAll('sort')
      .filter((text) => text.length > 1)
      .map((text) => ({ column: text.slice(1), descending: text.startsWith('-') })),
    filter: search.get('q') ?? '',
    sampler: search.get('sampler'),
    outcome: search.get('outcome'),
    selected: [...new Set(search.getAll('sel'))],
    onlyDifferences: search.get('all') === null,
    metric: search.get('metric'),
  };
}

/** The fragment of a route; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  if (route.experiment === null) return '#/';
  const search = new URLSearchParams();
  for (const { column, descending } of route.sort)
    search.append('sort', `${descending ? '-' : '+'}${column}`);
  if (route.filter !== '') search.set('q', route.filter);
  if (route.sampler !== null) search.set('sampler', route.sampler);
  if (route.outcome !== null) search.set('outcome', route.outcome);
  for (const id of route.selected) search.append('sel', id);
  if (!route.onlyDifferences) search.set('all', '');
  if (route.metric !== null) search.set('metric', route.metric);
  const query = search.toString();
  const page = route.page === 'compare' ? '/compare' : '';
  return `#/${encodeURIComponent(route.experiment)}${page}${query === '' ? '' : `?${query}`}`;
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
