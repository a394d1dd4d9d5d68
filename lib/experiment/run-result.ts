import type {
  Artifact,
  ConfusionRecord,
  Environment,
  EpochRecord,
  Metric,
  Outcome,
  RunRecord,
} from '../tracking/index.ts';

/** What one training leaves behind: plain JSON, so that it can cross from a worker process to the coordinator. */
export interface RunResult {
  readonly outcome: Outcome;
  /** The objective; null for a failed run. */
  readonly value: number | null;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly epochs: readonly EpochRecord[];
  readonly bestEpoch: number | null;
  /** What the losses say; left out without epochs. */
  readonly findings?: RunRecord['findings'];
  readonly confusion: ConfusionRecord | null;
  readonly data: RunRecord['data'];
  readonly environment: Environment;
  readonly timing: RunRecord['timing'];
  readonly weightsSha256: string | null;
  readonly artifacts: readonly Artifact[];
  /** The run whose result this is; left out where it was trained for. */
  readonly reusedFrom?: string;
}
