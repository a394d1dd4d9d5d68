import { compareRuns } from './comparison.ts';
import { groupOptions } from './group-options.ts';
import type { Comparison } from './schema/comparison.ts';
import type { Experiment } from './schema/experiment.ts';
import type { RunRecord } from './schema/run-record.ts';

/**
 * Compares an experiment's runs as its experiment.json says: as repetitions of configurations where it is a comparison.
 * Older studies stay beside the current ones but do not compete: their definition or data was another.
 *
 * @param experiment null: all studies compete
 */
export function compareExperiment(
  name: string,
  experiment: Experiment | null,
  runs: readonly RunRecord[],
): Comparison {
  const studies = experiment?.studies.filter(({ current }) => current).map(({ id }) => id);
  const groups = experiment === null ? undefined : groupOptions(experiment.definition);
  return compareRuns(runs, { experiment: name, ...(studies && { studies }), ...(groups && { groups }) });
}
