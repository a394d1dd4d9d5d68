import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  calibrationError,
  confusionMatrixFigure,
  learningCurvesFigure,
  runReliabilityFigure,
  type Theme,
} from 'sentilab/plots';
import { formatSeconds, runLabel, type RunRecord } from 'sentilab/tracking';
import { ask } from './ask.ts';
import { configDiff } from './config-diff.ts';
import type { RunStore } from './data/run-store.ts';
import { MOST_COMPARED } from './compare/most-compared.ts';
import { CodeDifferences } from './compare/code-differences.tsx';
import { Disagreements } from './compare/disagreements.tsx';
import { HaveItAgain } from './compare/have-it-again.tsx';
import { RunDetails } from './compare/run-details.tsx';
import { RunLog } from './compare/run-log.tsx';
import { RunMarks } from './compare/run-marks.tsx';
import { Empty, Failure, Loading } from './messages.tsx';
import { MetricTable } from './metric-table.tsx';
import { Plot } from './plot.tsx';
import { formatRoute, type Route } from './route.ts';
import type { Answer } from './use-answer.ts';
import type { MarksHandle } from './use-marks.ts';
import type { Navigate } from './use-route.ts';

interface Props {
  readonly name: string;
  readonly runs: readonly RunRecord[];
  readonly marks: MarksHandle;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

/** The selected runs side by side, the pinned baseline first: outcome, metrics, settings, curves, confusion matrices. One run alone shows all of it too. */
export function Compare({ name, store, ...rest }: Omit<Props, 'runs'> & { readonly store: RunStore }) {
  const { route, marks } = rest;
  const baseline = marks.marks.baseline;
  const ids = useMemo(() => {
    const known = route.selected.filter((id) => store.rowOf(id) !== undefined);
    const first =
      baseline !== null && known.length > 0 && store.rowOf(baseline) !== undefined ? [baseline] : [];
    const ordered = [...new Set([...first.filter((id) => known.includes(id)), ...known])];
    return ordered.slice(0, MOST_COMPARED);
  }, [route.selected.join('\n'), store, baseline]);
  const [answer, reload] = useRecords(name, ids);
  if (ids.length === 0)
    return (
      <Empty title="No run is selected">
        <p>
          <a href={formatRoute({ ...route, page: 'table' })}>Back to the table</a>: tick two or more runs,
          then press Compare.
        </p>
      </Empty>
    );
  if (answer.state === 'loading') return <Loading what="the runs" />;
  if (answer.state === 'failed') return <Failure message={answer.message} retry={reload} />;
  return <SideBySide {...rest} name={name} runs={answer.value} />;
}

function SideBySide(props: Props) {
  const { runs } = props;
  const [only] = runs;
  return (
    <>
      <Heads {...props} />
      {runs.length === 1 && only !== undefined && <HaveItAgain run={only} route={props.route} />}
      <h2>Metrics</h2>
      <MetricTable runs={runs} />
      <Settings {...props} />
      <Curves {...props} />
      <Confusions {...props} />
      <Calibration {...props} />
      {runs.length > 1 && <Disagreements runs={runs} />}
      <CodeDifferences name={props.name} runs={runs} />
      {runs.length === 1 && only !== undefined && (
        <>
          <RunLog name={props.name} run={only} />
          <RunDetails run={only} />
        </>
      )}
    </>
  );
}

/** Whole records of some runs; one that cannot be read fails all of them with its reason. */
function useRecords(
  name: string,
  ids: readonly string[],
): readonly [Answer<readonly RunRecord[]>, () => void] {
  const [answer, setAnswer] = useState<Answer<readonly RunRecord[]>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    const path = (id: string): string =>
      `api/experiments/${encodeURIComponent(name)}/runs/${encodeURIComponent(id)}`;
    Promise.all(ids.map((id) => ask<RunRecord>(path(id)))).then(
      (value) => current && setAnswer({ state: 'ready', value }),
      (error: unknown) =>
        current &&
        setAnswer({ state: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [name, ids, turn]);
  return [answer, () => setTurn((n) => n + 1)];
}

function Heads({ runs, route, navigate, marks }: Pick<Props, 'runs' | 'route' | 'navigate' | 'marks'>) {
  return (
    <ul class="cards heads">
      {runs.map((run, index) => (
        <li class="card" key={run.id}>
          <h3>
            {runLabel(run)}
            {index === 0 && runs.length > 1 && (
              <span class="badge">{run.id === marks.marks.baseline ? 'baseline' : 'reference'}</span>
            )}
          </h3>
          <p class="muted">
            {outcomeText(run)} · {formatSeconds(run.timing.wallSeconds)} ·{' '}
            {Math.round(run.timing.peakMemoryMiB)} MiB
          </p>
          {run.outcome.kind === 'failed' && <p class="warning">{run.outcome.error.message}</p>}
          {run.outcome.kind === 'pruned' && <p class="muted">{run.outcome.reason}</p>}
          {runs.length > 1 && (
            <p class="muted">
              <code>npm run reproduce -- {run.id}</code>
            </p>
          )}
          <RunMarks run={run.id} marks={marks} />
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

function Curves({ runs, route, navigate, theme }: Pick<Props, 'runs' | 'route' | 'navigate' | 'theme'>) {
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

/** Whether probabilities can be taken at their word, as far as records hold it. */
function Calibration({ runs, theme }: Pick<Props, 'runs' | 'theme'>) {
  const figure = useMemo(() => runReliabilityFigure(runs, { theme, nameOf: runLabel }), [runs, theme]);
  if (figure === null) return null;
  const errors = runs.flatMap((run) => {
    const error = calibrationError(run);
    return error === null ? [] : [`${runLabel(run)} ${(100 * error).toFixed(1)} points`];
  });
  return (
    <section aria-label="Calibration">
      <h2>Calibration</h2>
      <Plot figure={figure} label="Reliability of the selected runs" className="reliability" />
      <p class="muted">
        On the dotted line stated probabilities come true; bars are 95 % intervals. Expected calibration error
        on the test part: {errors.join(', ')}.
      </p>
    </section>
  );
}

/** `finished`, `pruned at epoch 2`, `failed`. */
function outcomeText({ outcome }: RunRecord): string {
  return outcome.kind === 'pruned' ? `pruned at epoch ${outcome.atEpoch}` : outcome.kind;
}
