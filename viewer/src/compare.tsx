import { useMemo } from 'preact/hooks';
import { confusionMatrixFigure, learningCurvesFigure, type Theme } from 'sentilab/plots';
import { formatSeconds, runLabel, type RunRecord } from 'sentilab/tracking';
import { configDiff } from './config-diff.ts';
import { Empty } from './messages.tsx';
import { MetricTable } from './metric-table.tsx';
import { Plot } from './plot.tsx';
import { formatRoute, type Route } from './route.ts';
import { outcomeText } from './run-columns.ts';
import type { Navigate } from './use-route.ts';

interface Props {
  readonly runs: readonly RunRecord[];
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** The selected runs side by side: outcome, metrics, settings, curves, confusion matrices. One run alone shows all of it too. */
export function Compare({ runs, route, navigate, theme }: Props) {
  if (runs.length === 0)
    return (
      <Empty title="No run is selected">
        <p>
          <a href={formatRoute({ ...route, page: 'table' })}>Back to the table</a>: tick two or more runs,
          then press Compare.
        </p>
      </Empty>
    );
  return (
    <>
      <Heads runs={runs} navigate={navigate} route={route} />
      <h2>Metrics</h2>
      <MetricTable runs={runs} />
      <Settings runs={runs} route={route} navigate={navigate} />
      <Curves runs={runs} route={route} navigate={navigate} theme={theme} />
      <Confusions runs={runs} theme={theme} />
    </>
  );
}

function Heads({ runs, route, navigate }: Pick<Props, 'runs' | 'route' | 'navigate'>) {
  return (
    <ul class="cards heads">
      {runs.map((run, index) => (
        <li class="card" key={run.id}>
          <h3>
            {runLabel(run)}
            {index === 0 && runs.length > 1 && <span class="badge">reference</span>}
          </h3>
          <p class="muted">
            {outcomeText(run)} · {formatSeconds(run.timing.wallSeconds)} ·{' '}
            {Math.round(run.timing.peakMemoryMiB)} MiB
          </p>
          {run.outcome.kind === 'failed' && <p class="warning">{run.outcome.error.message}</p>}
          {run.outcome.kind === 'pruned' && <p class="muted">{run.outcome.reason}</p>}
          <p class="muted">
            <code>npm run reproduce -- {run.id}</code>
          </p>
          {runs.length > 1 && (
            <button
              type="button"
              aria-label={`Remove ${runLabel(run)}`}
              onClick={() => navigate({ selected: route.selected.filter((id) => id !== run.id) })}
            >
              Remove
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Settings({ runs, route, navigate }: Pick<Props, 'runs' | 'route' | 'navigate'>) {
  const diff = useMemo(() => configDiff(runs), [runs]);
  const onlyDifferences = route.onlyDifferences && runs.length > 1;
  const rows = onlyDifferences ? diff.filter(({ differs }) => differs) : diff;
  return (
    <section aria-label="Settings">
      <div class="bar">
        <h2 class="grow">Settings</h2>
        {runs.length > 1 && (
          <label class="check">
            <input
              type="checkbox"
              checked={route.onlyDifferences}
              onChange={(event) => navigate({ onlyDifferences: event.currentTarget.checked })}
            />{' '}
            only differences
          </label>
        )}
      </div>
      {rows.length === 0 ? (
        <p class="muted">These runs have the same settings.</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Settings of the selected runs">
          <table class="settings">
            <thead>
              <tr>
                <th scope="col">setting</th>
                {runs.map((run) => (
                  <th scope="col" key={run.id}>
                    {runLabel(run)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ path, values, differs }) => (
                <tr key={path} class={differs && !onlyDifferences && runs.length > 1 ? 'differs' : ''}>
                  <th scope="row">{path}</th>
                  {values.map((value, i) => (
                    <td key={runs[i]?.id}>{value ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Curves({ runs, route, navigate, theme }: Props) {
  const metrics = [
    ...new Set(runs.flatMap((run) => run.epochs.flatMap((epoch) => Object.keys(epoch.metrics)))),
  ].sort();
  const objective = runs[0]?.objective.metric ?? '';
  const wanted = route.metric ?? objective;
  const metric = metrics.includes(wanted) ? wanted : metrics[0];
  const figure = useMemo(
    () =>
      metric === undefined
        ? null
        : learningCurvesFigure(runs, {
            theme,
            metric,
            highlight: runs.map(({ id }) => id),
            nameOf: runLabel,
          }),
    [runs, theme, metric],
  );
  if (figure === null || metric === undefined) return null;
  return (
    <section aria-label="Learning curves">
      <div class="bar">
        <h2 class="grow">Learning curves</h2>
        <label class="field">
          <span>Metric</span>
          <select value={metric} onChange={(event) => navigate({ metric: event.currentTarget.value })}>
            {metrics.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Plot figure={figure} label={`${metric} over the epochs of the selected runs`} />
    </section>
  );
}

function Confusions({ runs, theme }: Pick<Props, 'runs' | 'theme'>) {
  const figures = useMemo(
    () =>
      runs.flatMap((run) =>
        run.confusion === null
          ? []
          : [{ run, part: run.confusion.part, figure: confusionMatrixFigure(run.confusion, { theme }) }],
      ),
    [runs, theme],
  );
  if (figures.length === 0) return null;
  return (
    <section aria-label="Confusion matrices">
      <h2>Confusion matrices</h2>
      <div class="matrices">
        {figures.map(({ run, part, figure }) => (
          <figure key={run.id}>
            <figcaption>
              {runLabel(run)}, {part} part
            </figcaption>
            <Plot figure={figure} label={`Confusion matrix of ${runLabel(run)}`} className="square" />
          </figure>
        ))}
      </div>
    </section>
  );
}
