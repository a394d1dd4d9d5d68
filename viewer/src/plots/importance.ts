import { importanceFigure, searchAnalysis, type Figure, type Theme } from 'sentilab/plots';
import type { Comparison } from 'sentilab/tracking';
import type { RunStore } from '../data/run-store.ts';

/** So many runs are enough to say what mattered, and few enough to say it at once. */
const MOST_RUNS = 1000;

/** What each parameter explains of the objective's variance; null with too few finished trials or without a search space. */
export function importance(
  store: RunStore,
  rows: Int32Array,
  comparison: Comparison,
  definition: unknown,
  theme: Theme,
): Figure | null {
  const step = Math.max(1, Math.ceil(rows.length / MOST_RUNS));
  const records = [...rows].filter((_, i) => i % step === 0).map((row) => store.record(row));
  const analysis = searchAnalysis(records, comparison, definition);
  return analysis === null ? null : importanceFigure(analysis, { theme });
}
