import type { Dimension } from '../dimensions/dimension.ts';
import type { Direction } from '../objectives.ts';
import type { Space } from '../space.ts';
import type { Trial } from '../trial.ts';
import { toOptunaDistribution, toOptunaValue } from './optuna-distribution.ts';

/** What Optuna's journal calls things. */
const CREATE_STUDY = 0;
const CREATE_TRIAL = 4;
const WORKER = 'sentilab';
const STATES = { finished: 1, pruned: 2, failed: 3, asked: 4, running: 4 } as const;

export interface OptunaStudy {
  readonly id: string;
  readonly space: Space;
  readonly directions: readonly Direction[];
  /** The metric whose reports become Optuna's intermediate values. */
  readonly metric: string;
  readonly trials: readonly Trial[];
}

/**
 * A study as the text of a journal file that Optuna 5 opens (`JournalStorage(JournalFileBackend(file))`). A `Study` can be
 * given as it is. Epochs become steps, notes become user attributes, as do run id, reason and error under the key `sentilab`;
 * trials without a result become enqueued ones, which Optuna runs first.
 */
export function writeOptunaJournal({ id, space, directions, metric, trials }: OptunaStudy): string {
  const study = {
    op_code: CREATE_STUDY,
    worker_id: WORKER,
    study_name: id,
    directions: directions.map((direction) => (direction === 'minimize' ? 1 : 2)),
  };
  return [JSON.stringify(study), ...trials.map((trial) => trialLine(trial, space, metric)), ''].join('\n');
}

function trialLine(trial: Trial, space: Space, metric: string): string {
  const { number, params, state, value, values, reports, startedAt, askedAt, endedAt } = trial;
  const isFinal = endedAt !== null;
  const dimension = (name: string): Dimension => trial.dimensions?.[name] ?? space.dimension(name);
  const names = isFinal ? Object.keys(params) : [];
  const { runId, proposedBy, reason, error, notes } = trial;
  const line = JSON.stringify({
    op_code: CREATE_TRIAL,
    worker_id: WORKER,
    study_id: 0,
    state: STATES[state],
    value: values || state !== 'finished' ? null : value,
    values: state === 'finished' ? values : null,
    datetime_start: isFinal ? time(startedAt ?? askedAt) : null,
    ...(isFinal && { datetime_complete: time(endedAt) }),
    distributions: Object.fromEntries(names.map((name) => [name, toOptunaDistribution(dimension(name))])),
    params: Object.fromEntries(
      names.map((name) => [name, toOptunaValue(dimension(name), params[name] ?? 0)]),
    ),
    user_attrs: { ...notes, sentilab: { number, runId, proposedBy, reason, error: error?.message ?? null } },
    system_attrs: isFinal ? {} : { fixed_params: params },
  }).slice(0, -1);
  // JSON has no NaN; Python's has, and Optuna keeps it for a report that was not a finite number.
  const steps = isFinal ? reports.map(({ epoch, metrics }) => `"${epoch}":${metrics[metric] ?? 'NaN'}`) : [];
  return `${line},"intermediate_values":{${steps.join(',')}}}`;
}

/** Python before 3.11 reads no Z. */
function time(iso: string): string {
  return iso.replace(/Z$/, '+00:00');
}
