import { useMemo } from 'preact/hooks';
import {
  groupsFigure,
  historyFigure,
  learningCurvesFigure,
  parallelCoordinatesFigure,
  type Theme,
} from 'sentilab/plots';
import { parameterScales, runLabel, verdictSentences } from 'sentilab/tracking';
import type { ExperimentAnswer } from './api-types.ts';
import { Compare } from './compare.tsx';
import { Empty, Failure, Loading, Problems } from './messages.tsx';
import { Plot } from './plot.tsx';
import { GroupsTable } from './groups-table.tsx';
import { HOME, formatRoute, type Route } from './route.ts';
import { RunTable } from './run-table.tsx';
import { useAnswer } from './use-answer.ts';
import type { Navigate } from './use-route.ts';

interface Props {
  readonly name: string;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** One experiment: its verdict, plots and runs; or the selected runs side by side. */
export function ExperimentPage({ name, route, navigate, theme }: Props) {
  const [answer, reload] = useAnswer<ExperimentAnswer>(`api/experiments/${encodeURIComponent(name)}`);
  if (answer.state === 'loading') return <Loading what={name} />;
  if (answer.state === 'failed') return <Failure message={answer.message} retry={reload} />;
  const { experiment, runs, problems } = answer.value;
  const selected = route.selected.flatMap((id) => runs.find((run) => run.id === id) ?? []);
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
          <h1>{comparing ? compareTitle(selected.length) : (experiment?.title ?? name)}</h1>
        </div>
        <button type="button" onClick={reload}>
          Reload
        </button>
      </div>
      {runs.length === 0 ? (
        <Empty title="No run yet">
          <p>
            Run <code>npm run sweep -- {name}</code>, then press Reload.
          </p>
        </Empty>
      ) : comparing ? (
        <Compare runs={selected} route={route} navigate={navigate} theme={theme} />
      ) : (
        <Overview answer={answer.value} route={route} navigate={navigate} theme={theme} />
      )}
      <Problems problems={problems} />
    </>
  );
}

function compareTitle(count: number): string {
  return count === 1 ? 'One run' : `Compare ${count} runs`;
}

function Overview({
  answer: { experiment, runs, comparison },
  route,
  navigate,
  theme,
}: Omit<Props, 'name'> & { readonly answer: ExperimentAnswer }) {
  const groups = useMemo(
    () => (comparison?.groups == null ? null : groupsFigure(comparison.groups, { theme })),
    [comparison, theme],
  );
  const history = useMemo(
    () =>
      comparison === null || comparison.objective === null || comparison.groups !== null
        ? null
        : historyFigure(comparison, { theme }),
    [comparison, theme],
  );
  const parallel = useMemo(
    () => parallelCoordinatesFigure(runs, { theme, scales: parameterScales(experiment?.definition) }),
    [runs, theme, experiment],
  );
  const curves = useMemo(
    () =>
      runs.every(({ epochs }) => epochs.length === 0)
        ? null
        : learningCurvesFigure(
            runs.filter(({ study }) => study !== null),
            { theme, highlight: route.selected, nameOf: runLabel },
          ),
    [runs, theme, route.selected.join(' ')],
  );
  return (
    <>
      {comparison !== null && <Verdict text={comparison.verdict} />}
      {comparison?.groups != null && <GroupsTable comparison={comparison.groups} />}
      {groups !== null && (
        <figure>
          <figcaption>
            Means over the repetitions with 95 % intervals; the dotted line is the baseline
          </figcaption>
          <Plot figure={groups} label="Means and intervals of all configurations" />
        </figure>
      )}
      <RunTable runs={runs} winner={comparison?.winner?.runId ?? null} route={route} navigate={navigate} />
      <div class="plots">
        {history !== null && (
          <figure>
            <figcaption>
              How the searches went: points are trials (hollow: pruned), lines the best so far
            </figcaption>
            <Plot figure={history} label="Optimisation history of all samplers" />
          </figure>
        )}
        {curves !== null && (
          <figure>
            <figcaption>Learning curves; the selected runs stand out</figcaption>
            <Plot figure={curves} label="Learning curves of all runs" />
          </figure>
        )}
      </div>
      {parallel !== null && (
        <figure>
          <figcaption>
            Parameters of the finished trials: the stronger the line, the better. Drag along an axis to keep
            only some
          </figcaption>
          <div class="scroll" tabIndex={0} role="region" aria-label="Parallel coordinates">
            <Plot figure={parallel} label="Parallel coordinates of all finished trials" className="wide" />
          </div>
        </figure>
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
