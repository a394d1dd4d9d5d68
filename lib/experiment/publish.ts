import { plotlySource } from '../plots/node.ts';
import { renderReport, sweepAnalysis } from '../plots/index.ts';
import { compareExperiment, type Comparison, type Experiment, type RunRecord } from '../tracking/index.ts';
import type { Results } from '../tracking/node.ts';
import { FailureError } from '../errors/index.ts';

/** What was published, and the records it was made of. */
export interface Published {
  readonly comparison: Comparison;
  readonly runs: readonly RunRecord[];
}

/**
 * Writes comparison.json and report.html anew from the records. Costs no training.
 *
 * @param known the experiment's records in the order they started, if somebody has read them. Default: they are read
 */
export function publish(results: Results, experiment: string, known?: readonly RunRecord[]): Published {
  const { runs, stored, ...plain } = compared(results, experiment, known);
  const analysis = sweepAnalysis(runs, plain.comparison, stored);
  const comparison: Comparison = { ...plain.comparison, ...(analysis !== null && { analysis }) };
  results.writeComparison(comparison);
  results.writeReport(
    experiment,
    renderReport({ experiment: stored, runs, comparison, plotlySource: plotlySource() }),
  );
  return { comparison, runs };
}

/** Writes comparison.json alone: for experiments with a report of another kind. */
export function writeComparison(results: Results, experiment: string): Published {
  const { comparison, runs } = compared(results, experiment);
  results.writeComparison(comparison);
  return { comparison, runs };
}

function compared(
  results: Results,
  experiment: string,
  runs: readonly RunRecord[] = results.readRuns(experiment).runs,
): Published & { readonly stored: Experiment } {
  const stored = results.readExperiment(experiment);
  if (stored === null)
    throw new FailureError('There is nothing to publish: experiment.json is missing.', {
      field: results.paths(experiment).experimentFile,
      fix: `Run: npm run sweep -- ${experiment}`,
    });
  return { comparison: compareExperiment(experiment, stored, runs), runs, stored };
}
