import type { HeldOut } from './schema/comparison.ts';
import type { RunRecord } from './schema/run-record.ts';

/** 1.96: a difference beyond this many standard errors happens by chance in 1 of 20 comparisons. */
export const NOISE_LIMIT = 1.96;

/** Held-out accuracy of one run: on the test part, else on the validation part; null when neither was measured. */
export function heldOutOf(run: RunRecord): HeldOut | null {
  for (const part of ['test', 'validation'] as const) {
    const metric = run.metrics[`${part}/accuracy`];
    if (metric === undefined || metric.value < 0 || metric.value > 1) continue;
    const examples = countExamples(run, part);
    if (examples < 1) continue;
    return {
      metric: `${part}/accuracy`,
      value: metric.value,
      examples,
      standardError: Math.sqrt((metric.value * (1 - metric.value)) / examples),
    };
  }
  return null;
}

/**
 * Mean accuracy of several runs. On the same part the standard error stays that of one part: more seeds do not make it
 * larger. The folds of a cross-validation are parts of their own, whose examples add up.
 */
export function meanHeldOut(runs: readonly RunRecord[]): HeldOut | null {
  const all = runs.flatMap((run) => heldOutOf(run) ?? []);
  const first = all[0];
  if (first === undefined) return null;
  const same = all.filter(({ metric }) => metric === first.metric);
  const value = same.reduce((sum, each) => sum + each.value, 0) / same.length;
  const folds = new Map(runs.map((run) => [run.run.fold, heldOutOf(run)?.examples ?? 0]));
  const examples =
    folds.size > 1
      ? [...folds.values()].reduce((sum, count) => sum + count, 0)
      : Math.min(...same.map((each) => each.examples));
  return {
    metric: first.metric,
    value,
    examples,
    standardError: Math.sqrt((value * (1 - value)) / examples),
  };
}

/** `a` minus `b` with its standard error, the two taken as independent; null when they were not measured alike. */
export function marginOf(
  a: HeldOut | null,
  b: HeldOut | null,
): { difference: number; standardError: number; beyondNoise: boolean } | null {
  if (a === null || b === null || a.metric !== b.metric) return null;
  const difference = a.value - b.value;
  const standardError = Math.hypot(a.standardError, b.standardError);
  return { difference, standardError, beyondNoise: Math.abs(difference) > NOISE_LIMIT * standardError };
}

function countExamples(run: RunRecord, part: 'validation' | 'test'): number {
  if (run.confusion?.part === part) return run.confusion.counts.flat().reduce((sum, count) => sum + count, 0);
  return run.data.split.sizes[part];
}
