import type { DataFrame } from 'danfojs-node';
import { UserError } from '../../errors/index.ts';
import { frame } from '../frame.ts';
import type { ExperimentResults } from './experiment-results.ts';
import { countedRuns, epochRowsOf, runRowsOf, trialRowsOf, type ResultRow, type RowKind } from './rows.ts';

export interface ToFrameOptions {
  /** What a line stands for. Default: trials. */
  readonly of?: RowKind;
}

/**
 * Results as a danfojs DataFrame: a line per trial, run or epoch, a column per parameter and per metric under its own
 * name, `value` for the objective. What a line does not have is NaN among numbers, else null.
 *
 * @throws UserError when there is no line
 */
export async function toFrame(
  results: Pick<ExperimentResults, 'name' | 'trials' | 'runs'>,
  { of = 'trials' }: ToFrameOptions = {},
): Promise<DataFrame> {
  const rows = rowsOf(results, of);
  if (rows.length === 0)
    throw new UserError(`There are no ${of} yet.`, {
      field: 'experiment',
      value: results.name,
      fix: `Run npm run sweep -- ${results.name} first.`,
    });
  return frame(rows.map((row) => withNaN(row, numericColumns(rows))));
}

function rowsOf({ trials, runs }: Pick<ExperimentResults, 'trials' | 'runs'>, of: RowKind): ResultRow[] {
  switch (of) {
    case 'trials':
      return trialRowsOf(trials);
    case 'runs':
      return runRowsOf(countedRuns(runs));
    case 'epochs':
      return epochRowsOf(countedRuns(runs));
  }
}

/** Columns with a number in them: a null there would make a column of texts of it. */
function numericColumns(rows: readonly ResultRow[]): Set<string> {
  return new Set(
    rows.flatMap((row) => Object.keys(row).filter((column) => typeof row[column] === 'number')),
  );
}

function withNaN(row: ResultRow, numeric: ReadonlySet<string>): ResultRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value === null && numeric.has(column) ? NaN : value]),
  );
}
