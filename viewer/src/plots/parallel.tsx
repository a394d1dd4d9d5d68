import { useMemo, useRef } from 'preact/hooks';
import { parallelCoordinates, parallelCoordinatesFigure, type Figure, type Theme } from 'sentilab/plots';
import type { ParameterScales } from 'sentilab/tracking';
import type { RunStore } from '../data/run-store.ts';
import { sortRows } from '../data/sort-rows.ts';
import { LazyPlot } from '../lazy-plot.tsx';
import type { PlotElement } from '../plotly.ts';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';
import { brushesOf, constraintsOf, withSelection } from './parallel-brush.ts';

interface Props {
  readonly store: RunStore;
  /** What the filter leaves, brushed or not: the axes show all of it. */
  readonly rows: Int32Array;
  readonly objective: { readonly metric: string; readonly direction: 'minimize' | 'maximize' };
  readonly scales: ParameterScales;
  readonly route: Route;
  readonly navigate: Navigate;
  readonly theme: Theme;
}

const MOST_LINES = 1000;
const TOPS = [20, 100, 500, 5000];

/** Parallel coordinates: what is dragged over narrows all views. */
export function Parallel({ store, rows, objective, scales, route, navigate, theme }: Props) {
  const lines = route.top > 0 ? route.top : MOST_LINES;
  const records = useMemo(() => {
    let memo: ReturnType<RunStore['record']>[] | null = null;
    return () =>
      (memo ??= [
        ...sortRows(store, rows, [
          { column: `metric:${objective.metric}`, descending: objective.direction === 'maximize' },
        ]).subarray(0, lines),
      ].map((row) => store.record(row)));
  }, [store, rows, lines, objective.metric, objective.direction]);
  // Plotly calls back long after it drew: by then the view may be another.
  const latest = useRef({ route, navigate, records, scales });
  latest.current = { route, navigate, records, scales };
  const build = (): Figure | null => {
    const figure = parallelCoordinatesFigure(records(), { theme, scales });
    const numbers = parallelCoordinates(records(), scales);
    if (figure === null || numbers === null) return null;
    return constraintsOf(withSelection(figure, numbers, route.selected), numbers, route.brush);
  };
  const listen = (place: HTMLDivElement): void => {
    const plot = place as unknown as PlotElement;
    plot.on('plotly_restyle', () => {
      const now = latest.current;
      const numbers = parallelCoordinates(now.records(), now.scales);
      if (numbers === null || plot.data === undefined) return;
      now.navigate({ brush: brushesOf(plot.data[0], numbers, now.route.brush) });
    });
  };
  return (
    <section aria-label="Parameters of the trials">
      <div class="bar">
        <h2 class="grow">Parameters</h2>
        <label class="field">
          <span>Lines</span>
          <select
            value={route.top}
            onChange={(event) => navigate({ top: Number(event.currentTarget.value) })}
          >
            <option value={0}>{rows.length > MOST_LINES ? `the best ${MOST_LINES}` : 'all'}</option>
            {TOPS.filter((top) => top < rows.length).map((top) => (
              <option key={top} value={top}>
                the best {top}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="muted">
        Finished trials: the stronger the line, the better. Drag along an axis to keep only some, in the table
        and in the curves too; drag a name to move its axis.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Parallel coordinates">
        <LazyPlot
          label="Parallel coordinates of the finished trials"
          className="wide"
          deps={[records, scales, theme, JSON.stringify(route.brush), route.selected.join(' ')]}
          build={build}
          onPlace={listen}
        />
      </div>
    </section>
  );
}
