import type { Study } from '../../tuning/index.ts';
import type { TableContent } from '../host.ts';

/** So many trials are shown. */
const SHOWN = 10;

/** A study: its best trials, and how many there are of each state. */
export function studyTable(study: Study): TableContent {
  const { trials, directions } = study;
  const sign = directions[0] === 'maximize' ? -1 : 1;
  const finished = trials.filter(({ state }) => state === 'finished');
  const shown =
    directions.length > 1
      ? study.front.slice(0, SHOWN)
      : [...finished].sort((a, b) => sign * ((a.value ?? NaN) - (b.value ?? NaN))).slice(0, SHOWN);
  const names = [...new Set(shown.flatMap(({ params }) => Object.keys(params)))];
  const values = directions.map((_, i) => (directions.length === 1 ? study.metric : `objective ${i + 1}`));
  const states = (['finished', 'pruned', 'failed', 'running', 'asked'] as const)
    .map((state) => [state, trials.filter((trial) => trial.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const which = directions.length > 1 ? 'the Pareto front' : `the best ${shown.length}`;
  return {
    columns: ['trial', ...values, ...names],
    rows: shown.map(({ number, value, values: several, params }) => [
      number,
      ...(several ?? [value]),
      ...names.map((name) => params[name]),
    ]),
    caption: `${trials.length} trials (${states.join(', ')}): ${which}, ${directions.join(' and ')}`,
  };
}
