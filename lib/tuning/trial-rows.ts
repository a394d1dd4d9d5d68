import type { ParamValue, Params } from './params.ts';
import type { Study } from './study.ts';

/** One trial as a flat record of plain values: a line of a table. */
export type TrialRow = Readonly<Record<string, ParamValue | null>>;

/**
 * All trials of a study as rows with the same columns, for CSV, Parquet or a data frame: what became of them, `param.<name>` of
 * every parameter (null where a trial does not have it), `metric.<name>` of the last report and `note.<key>`. Values of
 * another shape than a number, a string or a boolean are JSON.
 */
export function trialRows<P extends Params>(
  study: Pick<Study<P>, 'id' | 'trials' | 'space' | 'directions'>,
): TrialRow[] {
  const { trials, space, directions } = study;
  const metrics = sortedKeys(trials.map(({ reports }) => reports.at(-1)?.metrics ?? {}));
  const notes = sortedKeys(trials.map((trial) => trial.notes));
  return trials.map((trial): TrialRow => {
    const { number, state, value, values, params, attempt, runId, proposedBy, reason, error, crashes } =
      trial;
    const last = trial.reports.at(-1);
    return {
      study: study.id,
      ...{ number, state, value },
      ...Object.fromEntries(
        directions.length > 1 ? directions.map((_, i) => [`value.${i}`, values?.[i] ?? null]) : [],
      ),
      ...Object.fromEntries(space.names.map((name) => [`param.${name}`, params[name] ?? null])),
      ...Object.fromEntries(metrics.map((name) => [`metric.${name}`, last?.metrics[name] ?? null])),
      epoch: last?.epoch ?? null,
      ...{ attempt, crashes, runId, proposedBy, reason },
      error: error && `${error.name}: ${error.message}`,
      ...{ askedAt: trial.askedAt, startedAt: trial.startedAt, endedAt: trial.endedAt },
      ...Object.fromEntries(notes.map((key) => [`note.${key}`, plain(trial.notes[key])])),
    };
  });
}

function sortedKeys(records: readonly object[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
}

function plain(value: unknown): ParamValue | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : (value as ParamValue);
}
