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
