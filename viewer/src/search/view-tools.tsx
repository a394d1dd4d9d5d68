import type { Column, RunStore } from '../data/run-store.ts';
import type { Route } from '../route.ts';
import type { Navigate } from '../use-route.ts';

interface Props {
  readonly store: RunStore;
  readonly parameters: readonly Column[];
  readonly pair: readonly [Column, Column] | null;
  readonly against: Column | null;
  readonly objective: string;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** What the open view can be told: two parameters, another objective, or what to compare over. */
export function ViewTools({ store, parameters, pair, against, objective, route, navigate }: Props) {
  switch (route.view) {
    case 'contour':
    case 'rank':
      if (pair === null) return <p class="muted">It takes two parameters with more than one value.</p>;
      return (
        <div class="bar">
          <Choice
            name="Across"
            columns={parameters}
            value={pair[0]}
            choose={(id) => navigate({ pair: [id, id === pair[1].id ? pair[0].id : pair[1].id] })}
          />
          <Choice
            name="Up"
            columns={parameters}
            value={pair[1]}
            choose={(id) => navigate({ pair: [id === pair[0].id ? pair[1].id : pair[0].id, id] })}
          />
        </div>
      );
    case 'pareto':
      if (against === null) return null;
      return (
        <div class="bar">
          <Choice
            name={`${objective} against`}
            columns={[
              ...['duration', 'CPU time', 'memory'].flatMap((id) => store.column(id) ?? []),
              ...store.columns.filter(({ kind, title }) => kind === 'metric' && title !== objective),
              ...parameters.filter(({ type }) => type === 'number'),
            ]}
            value={against}
            choose={(id) => navigate({ against: id })}
          />
        </div>
      );
    case 'samplers':
      return (
        <div class="bar">
          <label class="field">
            <span>After so many</span>
            <select
              value={route.over}
              onChange={(event) =>
                navigate({ over: event.currentTarget.value === 'seconds' ? 'seconds' : 'trials' })
              }
            >
              <option value="trials">trials</option>
              <option value="seconds">seconds of training</option>
            </select>
          </label>
        </div>
      );
    case 'slices':
    case 'matrix':
    case 'interactions':
    case 'edf':
    case 'timeline':
    case 'intermediate':
      return null;
  }
}

function Choice({
  name,
  columns,
  value,
  choose,
}: {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly value: Column;
  readonly choose: (id: string) => void;
}) {
  return (
    <label class="field">
      <span>{name}</span>
      <select value={value.id} onChange={(event) => choose(event.currentTarget.value)}>
        {columns.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
