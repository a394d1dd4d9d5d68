import type { WeightedSample } from './scored-examples.ts';

/**
 * A metric of a binary classifier. Adding one: its file, a line in `metrics/index.ts`, golden values in
 * test/golden/scripts/evaluation.py and a row in docs/evaluation.md; the conformance suite then runs over it.
 */
export interface MetricDefinition {
  /** Last part of its name in records: `accuracy` in `test/accuracy`. */
  readonly name: string;
  /** For people: `Matthews correlation`. */
  readonly title: string;
  readonly direction: 'minimize' | 'maximize';
  /**
   * `fraction` is shown per cent, `nats` and the empty unit as bare numbers. A squared error or a coefficient that may
   * be negative is no share of anything, so it has none.
   */
  readonly unit: 'fraction' | 'nats' | '';
  /** Smallest and largest value it can take. */
  readonly range: readonly [low: number, high: number];
  /** Its value, or null where it is not defined, as ROC-AUC with one class only. */
  value(sample: WeightedSample): number | null;
}
