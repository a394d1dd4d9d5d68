import type { RunRecord } from 'sentilab/tracking';
import type { Route } from './route.ts';
import type { RunColumn } from './run-columns.ts';
import type { Navigate } from './use-route.ts';

interface Props {
  readonly runs: readonly RunRecord[];
  readonly columns: readonly RunColumn[];
  readonly shown: number;
  readonly route: Route;
  readonly navigate: Navigate;
}

/** The line above the table: expression, facets, how many runs are left, and the way to the comparison. */
export function TableFilters({ runs, columns, shown, route, navigate }: Props) {
  const samplers = [...new Set(runs.flatMap((run) => run.study?.sampler ?? []))];
  const outcomes = [...new Set(runs.map((run) => run.outcome.kind))].sort();
  const count = route.selected.length;
  return (
    <div class="bar filters">
      <label class="field grow">
        <span>Filter</span>
        <input
          type="search"
          value={route.filter}
          placeholder={`for example ${exampleOf(runs, columns)}`}
          onInput={(event) => navigate({ filter: event.currentTarget.value })}
        />
      </label>
      <Facet
        label="Sampler"
        values={samplers}
        value={route.sampler}
        choose={(sampler) => navigate({ sampler })}
      />
      <Facet
        label="Outcome"
        values={outcomes}
        value={route.outcome}
        choose={(outcome) => navigate({ outcome })}
      />
      <p class="count" role="status">
        {shown === runs.length ? `${runs.length} runs` : `${shown} of ${runs.length} runs`}
      </p>
      <button
        type="button"
        class="primary"
        disabled={count === 0}
        onClick={() => navigate({ ...route, page: 'compare' }, 'push')}
      >
        {count === 0
          ? 'Select runs to compare'
          : count === 1
            ? 'Show the selected run'
            : `Compare ${count} runs`}
      </button>
      {count > 0 && (
        <button type="button" onClick={() => navigate({ selected: [] })}>
          Clear selection
        </button>
      )}
    </div>
  );
}

function Facet({
  label,
  values,
  value,
  choose,
}: {
  readonly label: string;
  readonly values: readonly string[];
  readonly value: string | null;
  readonly choose: (value: string | null) => void;
}) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value ?? ''}
        onChange={(event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">all</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A filter that means something for these runs. */
function exampleOf(runs: readonly RunRecord[], columns: readonly RunColumn[]): string {
  const parameter = columns.find(({ kind, numeric }) => kind === 'parameter' && numeric);
  const values = runs
    .map((run) => parameter?.value(run))
    .filter((value) => typeof value === 'number')
    .sort((a, b) => a - b);
  const middle = Number(values[Math.floor(values.length / 2)]?.toPrecision(2));
  const metric = columns.find(({ title }) => title === 'test/accuracy');
  return [parameter && `${parameter.title}<${middle}`, metric && `${metric.title}>77%`, 'finished']
    .filter(Boolean)
    .join(' ');
}
