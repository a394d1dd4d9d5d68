import { trialsOf, type RunRecord } from '../../tracking/index.ts';
import type { ParamValue } from '../../tuning/index.ts';
import type { TrialResult } from './trial-result.ts';

/** A line of a table. */
export type ResultRow = Readonly<Record<string, ParamValue | null>>;

/** What a line of a frame stands for. */
export type RowKind = 'trials' | 'runs' | 'epochs';

/** Columns that are not a parameter's: a parameter of such a name has the column `param.<name>`. */
const OWN = new Set(
  'sampler trial state value seed fold epoch epochs step runs run seconds cpuSeconds'.split(' '),
);

/**
 * One line per trial: `sampler`, `trial`, `state`, `value` (the objective), a column per parameter, a column per metric
 * (`test/accuracy`, means over its runs), `epochs` trained, `cpuSeconds`, `runs`. What a trial does not have is null.
 */
export function trialRowsOf(trials: readonly TrialResult[]): ResultRow[] {
  return aligned(
    trials.map(({ sampler, number, state, value, params, metrics, runs }) => [
      { sampler, trial: number, state, value },
      paramColumns(params),
      metrics,
      {
        epochs: total(runs, ({ epochs }) => epochs.length),
        cpuSeconds: total(runs, ({ timing }) => timing.cpuSeconds),
        runs: runs.length,
      },
    ]),
  );
}

/** One line per run: as trials, with `seed` and `fold`, and its id as `run`. Runs outside a search have no sampler. */
export function runRowsOf(runs: readonly RunRecord[]): ResultRow[] {
  return aligned(
    runs.map((run) => [
      placeOf(run),
      { state: run.outcome.kind, value: run.objective.value },
      paramColumns(run.trial?.params ?? {}),
      Object.fromEntries(Object.entries(run.metrics).map(([name, { value }]) => [name, value])),
      { epochs: run.epochs.length, cpuSeconds: run.timing.cpuSeconds, run: run.id },
    ]),
  );
}

/** One line per epoch of every run: its learning curve, `epoch`, `step`, `seconds`, `cpuSeconds` and the metrics. */
export function epochRowsOf(runs: readonly RunRecord[]): ResultRow[] {
  return aligned(
    runs.flatMap((run) =>
      run.epochs.map(({ epoch, step, seconds, cpuSeconds, metrics }) => [
        placeOf(run),
        { epoch, step, seconds, cpuSeconds },
        paramColumns(run.trial?.params ?? {}),
        metrics,
        { run: run.id },
      ]),
    ),
  );
}

/** Runs that count, as lines: the last attempt of every seed and fold of a trial, and what was trained without a search. */
export function countedRuns(runs: readonly RunRecord[]): RunRecord[] {
  const last = new Set(trialsOf(runs).flatMap((trial) => trial.runs));
  return runs.filter((run) => run.trial === null || last.has(run));
}

function placeOf({ study, trial, run }: RunRecord): ResultRow {
  return { sampler: study?.sampler ?? null, trial: trial?.number ?? null, seed: run.seed, fold: run.fold };
}

function paramColumns(params: Readonly<Record<string, ParamValue>>): ResultRow {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [OWN.has(name) ? `param.${name}` : name, value]),
  );
}

function total(runs: readonly RunRecord[], of: (run: RunRecord) => number): number {
  return runs.reduce((sum, run) => sum + of(run), 0);
}

/** Lines of the same columns: those of each group in the order in which they are first met, then the next group's. */
function aligned(lines: readonly (readonly ResultRow[])[]): ResultRow[] {
  const groups = Math.max(0, ...lines.map(({ length }) => length));
  const columns = Array.from({ length: groups }, (_, at) => [
    ...new Set(lines.flatMap((line) => Object.keys(line[at] ?? {}))),
  ]).flat();
  return lines.map((line) => {
    const whole: ResultRow = Object.assign({}, ...line) as ResultRow;
    return Object.fromEntries(columns.map((column) => [column, whole[column] ?? null]));
  });
}
