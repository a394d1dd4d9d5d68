import { useMemo, useState } from 'preact/hooks';
import { importantParameters, type Theme } from 'sentilab/plots';
import { comparableStudies, type Comparison, type Experiment, type ParameterScales } from 'sentilab/tracking';
import { curveSet } from '../curves/curve-set.ts';
import { sweptColumns } from '../data/group-rows.ts';
import type { PackedCurves } from '../data/packed.ts';
import type { Column, RunStore } from '../data/run-store.ts';
import { storeTrials } from '../data/store-trials.ts';
import type { Route, SearchView } from '../route.ts';
import { useAnswer } from '../use-answer.ts';
import { useNarrow } from '../use-narrow.ts';
import type { Navigate } from '../use-route.ts';
import { MOST_SELECTED, SelectablePlot } from './selectable-plot.tsx';
import { ViewTabs } from './view-tabs.tsx';
import { ViewTools } from './view-tools.tsx';
import { viewFigure } from './view-figure.ts';
import { VIEW_NAMES } from './view-names.ts';

interface Props {
  readonly name: string;
  readonly version: string;
  readonly store: RunStore;
  /** What all views are narrowed to, in the table's order. */
  readonly rows: Int32Array;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  readonly comparison: Comparison;
  readonly experiment: Experiment | null;
  readonly scales: ParameterScales;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** So many runs are enough to tell which parameters matter most. */
const MOST_RANKED = 1000;
/** Views that are too broad for a phone and scroll sideways there. */
const WIDE: readonly SearchView[] = ['matrix', 'timeline'];

/** One view of the search at a time: tabs, what the view can be told, and its figure. A view that is not open costs nothing. */
export function SearchViews(props: Props) {
  const { name, version, store, rows, objective, comparison, experiment, scales, route, navigate, theme } =
    props;
  const [dragged, setDragged] = useState(0);
  const narrow = useNarrow();
  const parameters = useMemo(
    () => byImportance(store, objective, experiment?.definition),
    [store, objective.metric, objective.direction, experiment?.definition],
  );
  const pair = pairOf(parameters, route.pair);
  const against = againstOf(store, objective.metric, route.against);
  const needsCurves = route.view === 'intermediate';
  const [answer] = useAnswer<PackedCurves>(
    needsCurves
      ? `api/experiments/${encodeURIComponent(name)}/curves?metric=${encodeURIComponent(objective.metric)}&version=${version}`
      : null,
  );
  const curves = useMemo(
    () => (needsCurves && answer.state === 'ready' ? curveSet(answer.value) : null),
    [needsCurves, answer],
  );
  const studies = useMemo(() => comparableStudies(experiment?.studies), [experiment]);
  const column = store.column(`metric:${objective.metric}`);
  const selectedKey = route.selected.join(' ');
  const { name: title, about } = VIEW_NAMES[route.view];
  const plot = (
    <SelectablePlot
      key={route.view}
      label={labelOf(route, title, pair, against, objective.metric)}
      className={WIDE.includes(route.view) ? 'wide' : ''}
      selected={route.selected}
      navigate={navigate}
      onTooMany={setDragged}
      deps={[
        ...[store, rows, route.view, route.over, pair?.map(({ id }) => id).join(' '), against?.id, curves],
        ...[comparison, experiment, theme, selectedKey, narrow],
      ]}
      build={() => {
        if (needsCurves && answer.state === 'loading') return undefined;
        return viewFigure(route.view, route.over, {
          store,
          rows,
          parameters,
          pair,
          against,
          curves,
          comparison,
          definition: experiment?.definition,
          studies,
          narrow,
          options: {
            theme,
            scales,
            objective: {
              name: objective.metric,
              direction: objective.direction,
              unit: column?.unit ?? '',
            },
            samplers: comparison.samplers.map(({ sampler }) => sampler),
            selected: new Set(route.selected),
          },
        });
      }}
    />
  );
  return (
    <section aria-label="Views of the search" class="views">
      <h2>Views of the search</h2>
      <ViewTabs view={route.view} navigate={navigate} />
      <div role="tabpanel" id="search-view" aria-labelledby={`tab-${route.view}`}>
        <ViewTools
          store={store}
          parameters={parameters}
          pair={pair}
          against={against}
          objective={objective.metric}
          route={route}
          navigate={navigate}
        />
        <p class="muted">
          {about}
          {dragged > MOST_SELECTED && (
            <span role="status">
              {' '}
              The first {MOST_SELECTED} of {dragged.toLocaleString('en')} are selected: narrow the table for
              more.
            </span>
          )}
        </p>
        {WIDE.includes(route.view) ? (
          <div class="scroll" tabIndex={0} role="region" aria-label={title}>
            {plot}
          </div>
        ) : (
          plot
        )}
      </div>
    </section>
  );
}

/** Parameters with more than one value, the most important first. */
function byImportance(
  store: RunStore,
  { metric, direction }: Props['objective'],
  definition: unknown,
): readonly Column[] {
  const swept = sweptColumns(store);
  const step = Math.max(1, Math.ceil(store.size / MOST_RANKED));
  const some = Int32Array.from({ length: Math.floor((store.size - 1) / step) + 1 }, (_, i) => i * step);
  const trials = storeTrials(
    store,
    some,
    metric,
    store.columns.filter(({ kind }) => kind === 'parameter'),
  );
  const names = importantParameters(
    trials,
    swept.map(({ title }) => title),
    direction,
    definition,
  );
  return names.flatMap((each) => swept.find(({ title }) => title === each) ?? []);
}

function pairOf(parameters: readonly Column[], ids: readonly string[]): readonly [Column, Column] | null {
  const chosen = ids.flatMap((id) => parameters.find((column) => column.id === id) ?? []);
  const [x, y] = [...chosen, ...parameters.filter((column) => !chosen.includes(column))];
  return x === undefined || y === undefined ? null : [x, y];
}

function againstOf(store: RunStore, objective: string, id: string | null): Column | null {
  const chosen = id === null ? undefined : store.column(id);
  if (chosen?.type === 'number' && chosen.title !== objective) return chosen;
  return store.column('duration') ?? null;
}

function labelOf(
  { view, over }: Route,
  title: string,
  pair: readonly [Column, Column] | null,
  against: Column | null,
  objective: string,
): string {
  switch (view) {
    case 'contour':
    case 'rank':
      return `${title} of ${objective} over ${pair?.[0].title ?? ''} and ${pair?.[1].title ?? ''}`;
    case 'pareto':
      return `${title} of ${objective} and ${against?.title ?? ''}`;
    case 'samplers':
      return `Samplers side by side after ${over}`;
    case 'slices':
    case 'matrix':
    case 'interactions':
    case 'edf':
    case 'timeline':
    case 'intermediate':
      return `${title} of the runs in the table`;
  }
}
