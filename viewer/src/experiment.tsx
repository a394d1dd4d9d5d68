import { useMemo } from 'preact/hooks';
import { groupsFigure, historyFigure, type Theme } from 'sentilab/plots';
import { parameterScales, verdictSentences } from 'sentilab/tracking';
import { Compare } from './compare.tsx';
import { MOST_COMPARED } from './compare/most-compared.ts';
import { ConnectionNote } from './connection-note.tsx';
import { Curves } from './curves/curves.tsx';
import { brushRows } from './data/brush.ts';
import { filterRows } from './data/filter.ts';
import { markedStore } from './data/marked-store.ts';
import { sortRows } from './data/sort-rows.ts';
import { GroupsTable } from './groups-table.tsx';
import { LazyPlot } from './lazy-plot.tsx';
import { Empty, Failure, Loading, Problems } from './messages.tsx';
import { importance } from './plots/importance.ts';
import { Parallel } from './plots/parallel.tsx';
import { Slice } from './plots/slice.tsx';
import { SearchViews } from './search/search-views.tsx';
import { SelectablePlot } from './search/selectable-plot.tsx';
import { HOME, formatRoute, type Route } from './route.ts';
import { GroupTable } from './table/group-table.tsx';
import { RunTable } from './table/run-table.tsx';
import { TableFilters } from './table/table-filters.tsx';
import { TableTools } from './table/table-tools.tsx';
import { useExperiment, type ShownExperiment } from './use-experiment.ts';
import { useMarks, type MarksHandle } from './use-marks.ts';
import type { Navigate } from './use-route.ts';

interface Props {
  readonly name: string;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** One experiment: its verdict, plots and runs; or the selected runs side by side. */
export function ExperimentPage({ name, route, navigate, theme }: Props) {
  const [answer, reload, connection] = useExperiment(name, route.value);
  const marks = useMarks(name);
  if (answer.state === 'loading') return <Loading what={name} />;
  if (answer.state === 'failed') return <Failure message={answer.message} retry={reload} />;
  const { experiment, store, problems } = answer.value;
  const comparing = route.page === 'compare';
  return (
    <>
      <div class="bar">
        <div class="grow">
          <nav aria-label="Where you are">
            <a href={formatRoute(HOME)}>Experiments</a>
            {comparing && (
              <>
                {' / '}
                <a href={formatRoute({ ...route, page: 'table' })}>{name}</a>
              </>
            )}
          </nav>
          <h1>{comparing ? compareTitle(route.selected.length) : (experiment?.title ?? name)}</h1>
        </div>
        <ConnectionNote connection={connection} running={experiment?.state === 'running'} />
        <button type="button" onClick={reload}>
          Reload
        </button>
      </div>
      {store.size === 0 ? (
        <Empty title="No run yet">
          <p>
            Run <code>npm run sweep -- {name}</code>: the runs appear here by themselves.
          </p>
        </Empty>
      ) : comparing ? (
        <Compare name={name} store={store} marks={marks} route={route} navigate={navigate} theme={theme} />
      ) : (
        <Overview shown={answer.value} marks={marks} route={route} navigate={navigate} theme={theme} />
      )}
      <Problems problems={problems} />
    </>
  );
}

function compareTitle(count: number): string {
  return count === 1 ? 'One run' : `Compare ${Math.min(count, MOST_COMPARED)} runs`;
}

/** The order that nobody chose. */
function bestFirst(objective: NonNullable<ShownExperiment['comparison']>['objective'] | null): Route['sort'] {
  if (objective === null) return [];
  return [{ column: `metric:${objective.metric}`, descending: objective.direction === 'maximize' }];
}

function Overview({
  shown: { name, experiment, store: plain, comparison, version },
  marks,
  route,
  navigate,
  theme,
}: Omit<Props, 'name'> & { readonly shown: ShownExperiment; readonly marks: MarksHandle }) {
  const objective = comparison?.objective ?? null;
  const store = useMemo(
    () => markedStore(plain, marks.marks, objective?.metric ?? null, experiment),
    [plain, marks.marks, objective?.metric, experiment],
  );
  const filtered = useMemo(() => filterRows(store, route.filter), [store, route.filter]);
  const brushKey = JSON.stringify(route.brush);
  const sort = route.sort.length > 0 ? route.sort : bestFirst(objective);
  const sortKey = JSON.stringify(sort);
  const brushed = useMemo(() => brushRows(store, filtered.rows, route.brush), [store, filtered, brushKey]);
  const rows = useMemo(() => sortRows(store, brushed, sort), [store, brushed, sortKey]);
  const scales = useMemo(() => parameterScales(experiment?.definition), [experiment?.definition]);
  return (
    <>
      {comparison !== null && <Verdict text={comparison.verdict} />}
      {comparison?.groups != null && (
        <>
          <GroupsTable comparison={comparison.groups} />
          <figure>
            <figcaption>
              Means over the repetitions with 95 % intervals; the dotted line is the baseline
            </figcaption>
            <LazyPlot
              label="Means and intervals of all configurations"
              deps={[comparison, theme]}
              build={() => (comparison.groups === null ? null : groupsFigure(comparison.groups, { theme }))}
            />
          </figure>
        </>
      )}
      <section aria-label="Runs">
        <TableFilters
          store={store}
          shown={rows.length}
          problem={filtered.problem}
          route={route}
          navigate={navigate}
        />
        <TableTools store={store} rows={rows} route={route} navigate={navigate} marks={marks} theme={theme} />
        {route.group.length > 0 ? (
          <GroupTable store={store} rows={brushed} route={route} navigate={navigate} />
        ) : (
          <RunTable
            store={store}
            rows={rows}
            winner={comparison?.winner?.runId ?? null}
            route={{ ...route, sort }}
            navigate={navigate}
            marks={marks}
            theme={theme}
          />
        )}
      </section>
      {objective !== null && (
        <Parallel
          store={store}
          rows={filtered.rows}
          objective={objective}
          scales={scales}
          route={route}
          navigate={navigate}
          theme={theme}
        />
      )}
      <div class="plots">
        {objective !== null && (
          <Curves
            name={name}
            version={version}
            store={store}
            rows={rows}
            objective={objective.metric}
            route={route}
            navigate={navigate}
            theme={theme}
          />
        )}
        {objective !== null && (
          <Slice
            store={store}
            rows={rows}
            objective={objective.metric}
            scales={scales}
            route={route}
            navigate={navigate}
            theme={theme}
          />
        )}
        {comparison !== null && experiment !== null && comparison.groups === null && (
          <figure>
            <figcaption>
              What mattered: parts of the objective’s variance, out of the runs in the table
            </figcaption>
            <LazyPlot
              label="Importance of the parameters"
              deps={[store, brushed, comparison, theme]}
              build={() => importance(store, brushed, comparison, experiment.definition, theme)}
            />
          </figure>
        )}
        {comparison !== null && objective !== null && comparison.groups === null && (
          <figure>
            <figcaption>
              How the searches went: points are trials (hollow: pruned), lines the best so far
            </figcaption>
            <SelectablePlot
              label="Optimisation history of all samplers"
              selected={route.selected}
              navigate={navigate}
              deps={[comparison, theme, route.selected.join(' ')]}
              build={() => historyFigure(comparison, { theme, selected: new Set(route.selected) })}
            />
          </figure>
        )}
      </div>
      {comparison !== null && objective !== null && (
        <SearchViews
          name={name}
          version={version}
          store={store}
          rows={rows}
          objective={objective}
          comparison={comparison}
          experiment={experiment}
          scales={scales}
          route={route}
          navigate={navigate}
          theme={theme}
        />
      )}
    </>
  );
}

function Verdict({ text }: { readonly text: string }) {
  const [headline, ...details] = verdictSentences(text);
  return (
    <div class="verdict" role="note">
      <p>
        <strong>{headline}</strong>
      </p>
      <p>{details.join(' ')}</p>
    </div>
  );
}
