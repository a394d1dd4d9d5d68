import { useRef, useState } from 'preact/hooks';
import { formatMetric } from 'sentilab/tracking';
import type { ExperimentSummary, ExperimentsAnswer } from './api-types.ts';
import { Empty, Failure, Loading } from './messages.tsx';
import { HOME, formatRoute } from './route.ts';
import { ConnectionNote } from './connection-note.tsx';
import { Sparkline } from './sparkline.tsx';
import { useAnswer } from './use-answer.ts';
import { useChanges } from './use-changes.ts';

/** The list of experiments, newest first, with a search. */
export function Experiments() {
  const [answer, reload] = useAnswer<ExperimentsAnswer>('api/experiments');
  const [search, setSearch] = useState('');
  const known = useRef('');
  const connection = useChanges('api/events', (version) => {
    if (known.current !== '' && known.current !== version) reload();
    known.current = version;
  });
  if (answer.state === 'loading') return <Loading what="experiments" />;
  if (answer.state === 'failed') return <Failure message={answer.message} retry={reload} />;
  const { experiments, root } = answer.value;
  if (experiments.length === 0)
    return (
      <Empty title="No experiment yet">
        <p>
          There is nothing in <code>{root}</code>. Run <code>npm run sweep</code>: it searches for a good
          configuration in a few minutes and leaves its results here. Then press Reload.
        </p>
        <button type="button" onClick={reload}>
          Reload
        </button>
      </Empty>
    );
  const wanted = search.trim().toLowerCase();
  const shown = experiments
    .filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted))
    .sort((a, b) => ((a.lastRunAt ?? '') < (b.lastRunAt ?? '') ? 1 : -1));
  return (
    <>
      <div class="bar">
        <h1>Experiments</h1>
        <label class="field grow">
          <span>Search</span>
          <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
        <ConnectionNote
          connection={connection}
          running={experiments.some(({ state }) => state === 'running')}
        />
        <button type="button" onClick={reload}>
          Reload
        </button>
      </div>
      {shown.length === 0 ? (
        <Empty title="No experiment of that name">
          <button type="button" onClick={() => setSearch('')}>
            Clear the search
          </button>
        </Empty>
      ) : (
        <ul class="cards">
          {shown.map((experiment) => (
            <Card key={experiment.name} experiment={experiment} />
          ))}
        </ul>
      )}
    </>
  );
}

function Card({ experiment }: { readonly experiment: ExperimentSummary }) {
  const { name, title, state, runs, samplers, winner, testAccuracy, lastRunAt, problems, bestSoFar } =
    experiment;
  return (
    <li class="card">
      <h2>
        <a href={formatRoute({ ...HOME, experiment: name })}>{title}</a>
      </h2>
      <p class="muted">
        <code>{name}</code> ·{' '}
        {state === 'unknown' ? 'state unknown' : state === 'running' ? 'not finished' : 'finished'} · {runs}{' '}
        {runs === 1 ? 'run' : 'runs'}
        {samplers.length > 0 && ` · ${samplers.join(', ')}`}
        {lastRunAt !== null && ` · last run ${lastRunAt.slice(0, 10)}`}
      </p>
      {winner === null ? (
        <p class="muted">No trial has finished yet.</p>
      ) : (
        <p>
          Best: <strong>{formatMetric(winner.value, winner.unit)}</strong> {winner.metric} by {winner.sampler}
          {testAccuracy !== null && (
            <>
              , <strong>{formatMetric(testAccuracy, 'fraction')}</strong> test accuracy
            </>
          )}
        </p>
      )}
      <Sparkline values={bestSoFar} label={`Best value so far of ${title}`} />
      {problems > 0 && (
        <p class="warning">
          {problems} {problems === 1 ? 'file' : 'files'} could not be read
        </p>
      )}
    </li>
  );
}
