// The notebook kernel checks a source with what it refers to, without the list in tsconfig.json.
/// <reference path="../../types/jstat.d.ts" />
import jstat from 'jstat';
import { modelKind } from './comparison.ts';
import { meanInterval, type MeanInterval } from './mean-interval.ts';
import type { RunRecord } from './schema/run-record.ts';

/** A metric over the folds. */
export interface FoldMetric extends MeanInterval {
  readonly metric: string;
  readonly direction: 'minimize' | 'maximize';
  readonly unit: string;
  /** Fold by fold, in the order of `CrossValidation.folds`. */
  readonly values: readonly number[];
}

/** How the model differs from the baseline on the same folds. */
export interface FoldDifference extends FoldMetric {
  /**
   * 95 % interval that allows for training parts that overlap (Nadeau & Bengio 2003): wider than `interval`, which takes the
   * folds as independent.
   */
  readonly corrected: readonly [low: number, high: number] | null;
  /** The corrected interval does not hold 0. */
  readonly beyondNoise: boolean;
}

/** What a cross-validation found; from records alone. */
export interface CrossValidation {
  /** Numbers of the folds that finished, ascending. */
  readonly folds: readonly number[];
  /** How many there are to be. */
  readonly of: number;
  /** Run ids of `folds`. */
  readonly runIds: readonly string[];
  readonly metrics: readonly FoldMetric[];
  readonly baseline: {
    readonly name: string;
    readonly metrics: readonly FoldMetric[];
    /** Model minus baseline over the folds that both have. */
    readonly differences: readonly FoldDifference[];
  } | null;
}

/** Metrics of what a run was tested on; the ends of one fold's interval have no mean worth a row. */
const SHOWN = /^(test|validation)\/(?!.*(Low|High)$)/;

/**
 * Mean, standard deviation and intervals over the folds of one study, and the paired difference to the baseline's runs on
 * the same folds. Pure.
 *
 * @param runs of the experiment; those of other studies, failed ones and superseded attempts are left out
 * @param study id of the cross-validation
 * @param of folds in all
 */
export function compareFolds(runs: readonly RunRecord[], study: string, of: number): CrossValidation {
  const finished = runs.filter(({ outcome, run }) => outcome.kind === 'finished' && run.fold > 0);
  const own = byFold(finished.filter((run) => run.study?.id === study));
  const splits = new Set(own.map(({ data }) => data.split.fingerprint));
  const beside = byFold(
    finished.filter((run) => run.study === null && splits.has(run.data.split.fingerprint)),
  );
  const first = beside[0];
  return {
    folds: own.map(({ run }) => run.fold),
    of,
    runIds: own.map(({ id }) => id),
    metrics: namesOf(own).flatMap((name) => overFolds(own, name)),
    baseline:
      first === undefined
        ? null
        : {
            name: modelKind(first) ?? 'baseline',
            metrics: namesOf(beside).flatMap((name) => overFolds(beside, name)),
            differences: namesOf(own).flatMap((name) => differenceOf(own, beside, name)),
          },
  };
}

/** The last attempt of each fold, by number. */
function byFold(runs: readonly RunRecord[]): RunRecord[] {
  const latest = new Map<number, RunRecord>();
  for (const run of runs) {
    const known = latest.get(run.run.fold);
    if (known === undefined || known.run.attempt <= run.run.attempt) latest.set(run.run.fold, run);
  }
  return [...latest.values()].sort((a, b) => a.run.fold - b.run.fold);
}

function namesOf(runs: readonly RunRecord[]): string[] {
  const [first, ...others] = runs;
  const names = Object.keys(first?.metrics ?? {}).filter((name) => SHOWN.test(name));
  return names
    .filter((name) => others.every(({ metrics }) => metrics[name] !== undefined))
    .sort((a, b) => Number(b.startsWith('test/')) - Number(a.startsWith('test/')));
}

function overFolds(runs: readonly RunRecord[], metric: string): FoldMetric[] {
  const found = runs.flatMap((run) => run.metrics[metric] ?? []);
  const values = found.map(({ value }) => value);
  const stats = meanInterval(values);
  const facts = found[0];
  if (stats === null || facts === undefined) return [];
  return [{ metric, direction: facts.direction, unit: facts.unit, values, ...stats }];
}

function differenceOf(
  own: readonly RunRecord[],
  beside: readonly RunRecord[],
  metric: string,
): FoldDifference[] {
  const pairs = own.flatMap((run) => {
    const other = beside.find(({ data }) => data.split.fingerprint === run.data.split.fingerprint);
    const [a, b] = [run.metrics[metric], other?.metrics[metric]];
    return a === undefined || b === undefined ? [] : [{ run, facts: a, value: a.value - b.value }];
  });
  const values = pairs.map(({ value }) => value);
  const stats = meanInterval(values);
  const first = pairs[0];
  if (stats === null || first === undefined) return [];
  const { train, test } = first.run.data.split.sizes;
  const corrected = correctedInterval(stats, test / train);
  const beyondNoise = corrected !== null && (corrected[0] > 0 || corrected[1] < 0);
  const { direction, unit } = first.facts;
  return [{ metric, direction, unit, values, ...stats, corrected, beyondNoise }];
}

/**
 * 95 % interval of a mean over folds whose training parts overlap: mean ± t(0.975, n − 1) · sd · √(1/n + test/train).
 * Nadeau & Bengio, Inference for the Generalization Error, Machine Learning 52, 2003.
 *
 * @param ratio size of a test part by that of its training part
 * @returns null for a single value
 */
export function correctedInterval(
  { n, mean, sd }: Pick<MeanInterval, 'n' | 'mean' | 'sd'>,
  ratio: number,
): readonly [low: number, high: number] | null {
  if (sd === null) return null;
  const half = jstat.studentt.inv(0.975, n - 1) * sd * Math.sqrt(1 / n + ratio);
  return [mean - half, mean + half];
}
