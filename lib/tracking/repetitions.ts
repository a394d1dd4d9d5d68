import type { RunRecord } from './schema/run-record.ts';

/** Runs with the same parameters in the same search as this one, itself among them: they differ in seed and fold only. */
export function repetitionsOfRun(run: RunRecord, runs: readonly RunRecord[]): RunRecord[] {
  const key = (each: RunRecord): string =>
    JSON.stringify([each.experiment, each.study?.id, each.trial?.params ?? each.config]);
  return runs.filter((each) => each === run || (run.trial !== null && key(each) === key(run)));
}
