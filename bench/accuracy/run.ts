import { Preparer } from 'sentilab/experiment/node';
import { UserError, didYouMean } from '../../lib/errors/index.ts';
import { accuracy, mcnemar } from 'sentilab/evaluation';
import { getBackend } from 'sentilab/runtime/node';
import { meanInterval, type MeanInterval } from 'sentilab/tracking';
import type { BenchReport } from '../bench.ts';
import { ARMS, type Arm } from './arms.ts';
import { measure, measureNbSvm, type Measured } from './measure.ts';

export interface AccuracyBenchOptions {
  /** Names of arms. */
  readonly arms: readonly string[];
  /** Trainings per arm. */
  readonly seeds: number;
  readonly log: (line: string) => void;
}

/**
 * What each trick brings on IMDB: every arm trained from several seeds on the same split, beside NB-SVM. What was measured
 * before is read from results/bench-accuracy, so that a command that was stopped goes on, and several may share the work.
 */
export async function accuracyBench({ arms: names, seeds, log }: AccuracyBenchOptions): Promise<BenchReport> {
  const arms = names.map(armNamed);
  const preparer = new Preparer();
  const backend = (): ReturnType<typeof getBackend> => getBackend();
  const rows = [];
  const measured = new Map<string, readonly Measured[]>();
  const all = async (arm: Arm): Promise<readonly Measured[]> => {
    const before = measured.get(arm.name);
    if (before) return before;
    const runs: Measured[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const run = await measure(arm, seed, { backend, preparer });
      log(
        `${arm.name}, seed ${seed}: ${percent(accuracyOf(run))} (${run.cpuSeconds.toFixed(0)} CPU seconds)`,
      );
      runs.push(run);
    }
    measured.set(arm.name, runs);
    return runs;
  };
  for (const arm of arms) {
    const runs = await all(arm);
    const linear = await measureNbSvm(arm, preparer);
    const other = arm.against === null ? null : await all(armNamed(arm.against));
    rows.push(row(arm, runs, linear, other));
  }
  return { json: { seeds, rows }, lines: table(rows) };
}

function armNamed(name: string): Arm {
  const arm = ARMS.find((candidate) => candidate.name === name);
  if (arm) return arm;
  const known = ARMS.map((candidate) => candidate.name);
  throw new UserError('There is no such arm.', {
    field: '--arms',
    value: name,
    fix: didYouMean(name, known),
  });
}

interface Row {
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

function row(arm: Arm, runs: readonly Measured[], linear: Measured, other: readonly Measured[] | null): Row {
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
const accuracyOf = (run: Measured): number => accuracy(run.labels, classes(run));

/** The class that most of the models choose; of an even number of them, positive in doubt. */
function majority(runs: readonly Measured[]): number[] {
  const all = runs.map(classes);
  return (
    all[0]?.map((_, i) => (all.reduce((sum, one) => sum + (one[i] ?? 0), 0) * 2 >= all.length ? 1 : 0)) ?? []
  );
}

const percent = (share: number): string => (100 * share).toFixed(2);
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

function table(rows: readonly Row[]): string[] {
  return [
    '| model | accuracy % | ± sd | NB-SVM % | to NB-SVM | votes % | McNemar p | difference [95 %] | CPU s |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((one) => {
      const { difference: d } = one;
      const interval = d?.interval ? ` [${d.interval.map(signed).join(', ')}]` : '';
      const cells = [
        one.title,
        percent(one.mean),
        one.sd === null ? '' : percent(one.sd),
        percent(one.nbsvm),
        signed(one.mean - one.nbsvm),
        percent(one.votes),
        one.p.toPrecision(2),
        d === null ? '' : `to ${d.to} ${signed(d.mean)}${interval}`,
        one.cpuSeconds.toFixed(0),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}
