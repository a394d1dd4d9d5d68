import { accuracy, mcnemar } from 'sentilab/evaluation';
import { meanInterval, type MeanInterval } from 'sentilab/tracking';
import { UserError } from '../../lib/errors/index.ts';
import type { Arm } from './arms.ts';
import type { Measured } from './measure.ts';

/** An arm in one row. */
export interface Summary {
  readonly title: string;
  readonly accuracies: readonly number[];
  readonly mean: number;
  readonly sd: number | null;
  readonly nbsvm: number;
  /** Of the majority of the seeds' votes. */
  readonly votes: number;
  /** McNemar's exact p of the votes against NB-SVM. */
  readonly p: number;
  /** Paired by seed, with a 95 % interval by Student's t. */
  readonly difference: {
    readonly to: string;
    readonly mean: number;
    readonly interval: readonly [number, number] | null;
  } | null;
  readonly cpuSeconds: number;
}

/**
 * Puts the runs of an arm together.
 *
 * @param linear NB-SVM on the same split
 * @param other runs of the arm it is held against, from the same seeds; null for none
 */
export function summarise(
  arm: Arm,
  runs: readonly Measured[],
  linear: Measured,
  other: readonly Measured[] | null,
): Summary {
  const accuracies = runs.map(accuracyOf);
  const { mean, sd } = statistics(accuracies);
  const votes = majority(runs);
  const differences =
    other && statistics(accuracies.map((value, k) => value - accuracyOf(other[k] as Measured)));
  return {
    title: arm.title,
    accuracies,
    mean,
    sd,
    nbsvm: accuracyOf(linear),
    votes: accuracy(linear.labels, votes),
    p: mcnemar(linear.labels, votes, linear.probabilities).exact,
    difference: differences && {
      to: arm.against ?? '',
      mean: differences.mean,
      interval: differences.interval,
    },
    cpuSeconds: statistics(runs.map(({ cpuSeconds }) => cpuSeconds)).mean,
  };
}

/** Of at least one value. */
function statistics(values: readonly number[]): MeanInterval {
  const found = meanInterval(values);
  if (found === null)
    throw new UserError('An arm takes at least one seed.', { field: '--seeds', value: values.length });
  return found;
}

const classes = ({ probabilities }: Measured): number[] => probabilities.map((p) => (p >= 0.5 ? 1 : 0));
/** Share of the test part that a run gets right. */
export const accuracyOf = (run: Measured): number => accuracy(run.labels, classes(run));

/** The class that most of the models choose; of an even number of them, positive in doubt. */
function majority(runs: readonly Measured[]): number[] {
  const all = runs.map(classes);
  return (
    all[0]?.map((_, i) => (all.reduce((sum, one) => sum + (one[i] ?? 0), 0) * 2 >= all.length ? 1 : 0)) ?? []
  );
}
