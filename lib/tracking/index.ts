/** What an experiment leaves behind: versioned records, their validation and their comparison. Runs in a browser. */
export {
  RUN_RECORD_VERSION,
  runRecordSchema,
  type RunRecord,
  type Metric,
  type EpochRecord,
  type Artifact,
  type Environment,
  type ConfusionRecord,
  type ExampleRecord,
  type Outcome,
} from './schema/run-record.ts';
export {
  EXPERIMENT_VERSION,
  experimentSchema,
  type Experiment,
  type ExperimentStudy,
} from './schema/experiment.ts';
export {
  COMPARISON_VERSION,
  comparisonSchema,
  type Comparison,
  type SamplerFinding,
  type SamplerSummary,
  type SweepAnalysis,
  type BestTrial,
  type HistoryPoint,
  type HeldOut,
  type Margin,
  type Baseline,
  type Winner,
} from './schema/comparison.ts';
export { runRecordJsonSchema } from './schema/json-schema.ts';
export { parseRunRecord } from './upgrade.ts';
export { trialsOf, type Trial } from './trials.ts';
export { compareRuns, isBetter, modelKind, type CompareOptions } from './comparison.ts';
export { comparableStudies } from './comparable-studies.ts';
export { compareExperiment } from './compare-experiment.ts';
export { compareGroups, type GroupOptions } from './groups.ts';
export { differenceWords, groupName, meanWords } from './groups-verdict.ts';
export { groupOptions } from './group-options.ts';
export {
  compareFolds,
  correctedInterval,
  type CrossValidation,
  type FoldDifference,
  type FoldMetric,
} from './folds.ts';
export { meanInterval, type MeanInterval } from './mean-interval.ts';
export type { Group, Groups } from './schema/groups.ts';
export { verdictSentences } from './verdict.ts';
export { compareSets, setsVerdict, type MetricDifference, type PairKey } from './compare-sets.ts';
export { setsMarkdown, setsText, type RunSet, type SetPair } from './sets-report.ts';
export { repetitionsOfRun } from './repetitions.ts';
export { meanMetrics } from './mean-metrics.ts';
export { metricNames } from './metric-names.ts';
export { parameterScales, type ParameterScales } from './parameter-scales.ts';
export { runLabel } from './run-label.ts';
export { heldOutOf, marginOf, NOISE_LIMIT } from './held-out.ts';
export { formatMetric, formatNumber, formatSeconds } from './format-metric.ts';
