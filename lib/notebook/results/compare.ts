import { UserError, didYouMean } from '../../errors/index.ts';
import {
  compareSets,
  repetitionsOfRun,
  runLabel,
  setsMarkdown,
  setsText,
  type MetricDifference,
  type RunRecord,
  type RunSet,
} from '../../tracking/index.ts';
import { DISPLAY } from '../display.ts';
import type { MimeBundle } from '../host.ts';
import type { ExperimentResults } from './experiment-results.ts';
import type { TrialResult } from './trial-result.ts';

/** What can be held against another: an experiment (its best configuration), a trial, a run, or runs of one's choice. */
export type Comparable = ExperimentResults | TrialResult | RunRecord | readonly RunRecord[];

/** Two sides, metric by metric. End a cell with it: it is a table with its verdict on top. */
export interface ComparedSets {
  readonly differences: readonly MetricDifference[];
  /** For a terminal. */
  readonly text: string;
  /** For a pull request. */
  readonly markdown: string;
  readonly [DISPLAY]: () => MimeBundle;
}

export interface CompareSetsOptions {
  /** Only these, in this order: `['test/accuracy', 'test/f1']`. Default: all, the objective first. */
  readonly metrics?: readonly string[];
}

/**
 * How B differs from A, and whether that is more than noise: paired over seeds and folds where both have several, else by
 * the size of the held-out part.
 *
 * @throws UserError when a side has no finished run, or not a metric that is asked for
 */
export function compare(
  a: Comparable,
  b: Comparable,
  { metrics }: CompareSetsOptions = {},
): ComparedSets {
  const pair = { a: setOf(a, 'a'), b: setOf(b, 'b') };
  const all = compareSets(pair.a.runs, pair.b.runs);
  const differences = metrics?.map((metric) => differenceIn(all, metric)) ?? all;
  const [text, markdown] = [setsText(pair, differences), setsMarkdown(pair, differences)];
  return { differences, text, markdown, [DISPLAY]: () => ({ 'text/markdown': markdown, 'text/plain': text }) };
}

function differenceIn(all: readonly MetricDifference[], metric: string): MetricDifference {
  const found = all.find((each) => each.metric === metric);
  if (found !== undefined) return found;
  const known = all.map((each) => each.metric);
  throw new UserError('There is no such metric on both sides.', {
    ...{ field: 'compare.metrics', value: metric },
    fix: didYouMean(metric, known),
  });
}

function setOf(side: Comparable, field: string): RunSet {
  const { title, runs } = namedRuns(side);
  const finished = runs.filter(({ outcome }) => outcome.kind === 'finished');
  if (finished.length === 0)
    throw new UserError('None of its runs has finished.', { field: `compare.${field}`, value: title });
  return { title, runs: finished };
}

function namedRuns(side: Comparable): RunSet {
  if (isRuns(side)) return { title: `${side.length} runs`, runs: side };
  // By what it has, not by its class: a reloaded source has another.
  if ('comparison' in side) {
    const run = side.runs.find(({ id }) => id === side.comparison.winner?.runId);
    return { title: `${side.name} (best)`, runs: run === undefined ? [] : repetitionsOfRun(run, side.runs) };
  }
  if ('sampler' in side) return { title: `${side.sampler} #${side.number}`, runs: side.runs };
  return { title: runLabel(side), runs: [side] };
}

const isRuns = (side: Comparable): side is readonly RunRecord[] => Array.isArray(side);
