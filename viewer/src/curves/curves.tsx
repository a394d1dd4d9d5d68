import { useMemo } from 'preact/hooks';
import type { Theme } from 'sentilab/plots';
import type { PackedCurves } from '../data/packed.ts';
import { groupRows } from '../data/group-rows.ts';
import type { RunStore } from '../data/run-store.ts';
import { LazyPlot } from '../lazy-plot.tsx';
import { CURVE_AXES, type Route } from '../route.ts';
import { groupColumns } from '../table/group-table.tsx';
import { useAnswer } from '../use-answer.ts';
import type { Navigate } from '../use-route.ts';
import { curveSet } from './curve-set.ts';
import { MOST_CURVES, curvesFigure } from './curves-figure.ts';

interface Props {
  readonly name: string;
  readonly version: string;
  readonly store: RunStore;
  readonly rows: Int32Array;
  readonly objective: string;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

const AXIS_NAMES = { epoch: 'epoch', step: 'step', seconds: 'time', cpuSeconds: 'CPU time' } as const;

/** Curves of what all views are narrowed to, over each other. */
export function Curves({ name, version, store, rows, objective, route, navigate, theme }: Props) {
  const metrics = store.columns.filter(({ kind, id }) => kind === 'metric' && id !== 'delta');
  const metric = route.metric ?? objective;
  const [answer] = useAnswer<PackedCurves>(
    `api/experiments/${encodeURIComponent(name)}/curves?metric=${encodeURIComponent(metric)}&version=${version}`,
  );
  const curves = useMemo(() => (answer.state === 'ready' ? curveSet(answer.value) : null), [answer]);
  const groups = useMemo(
    () => (route.group.length === 0 ? [] : groupRows(rows, groupColumns(store, route.group))),
    [store, rows, route.group.join('\n')],
  );
  const some = answer.state === 'ready' && answer.value.runs.length > 0;
  return (
    <section aria-label="Curves of the runs">
      <div class="bar">
        <h2 class="grow">Learning curves</h2>
        <label class="field">
          <span>Metric</span>
          <select value={metric} onChange={(event) => navigate({ metric: event.currentTarget.value })}>
            {metrics.map(({ title }) => (
              <option key={title} value={title}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Over</span>
          <select
            value={route.x}
            onChange={(event) =>
              navigate({ x: CURVE_AXES.find((each) => each === event.currentTarget.value) ?? 'epoch' })
            }
          >
            {CURVE_AXES.map((each) => (
              <option key={each} value={each}>
                {AXIS_NAMES[each]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Smoothing</span>
          <input
            type="range"
            min="0"
            max="0.95"
            step="0.05"
            value={route.smooth}
            onInput={(event) => navigate({ smooth: Number(event.currentTarget.value) })}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={route.log}
            onChange={(event) => navigate({ log: event.currentTarget.checked })}
          />{' '}
          log
        </label>
      </div>
      {answer.state === 'ready' && !some ? (
        <p class="muted">No run has a curve of {metric}. Choose another metric.</p>
      ) : (
        <LazyPlot
          label={`${metric} over the ${AXIS_NAMES[route.x]} of the runs in the table`}
          deps={[
            curves,
            store,
            rows,
            groups,
            route.selected.join(' '),
            route.x,
            route.smooth,
            route.log,
            theme,
          ]}
          build={() =>
            curves === null
              ? undefined
              : curvesFigure({ store, curves, rows, groups, selected: route.selected, view: route, theme })
          }
        />
      )}
      <p class="muted">
        {groups.length > 0
          ? 'Means of the groups with one standard deviation; the first six groups.'
          : `Runs as in the table${rows.length > MOST_CURVES ? `, the first ${MOST_CURVES}` : ''}; selected runs stand out.`}
      </p>
    </section>
  );
}
