import { UserError, didYouMean } from 'sentilab/errors';
import { SAMPLER_KINDS } from 'sentilab/tuning';
import type { SamplerConfig } from 'sentilab/tuning';
import type { BenchReport } from '../bench.ts';
import { bestAfter, quantile, suggestionCost } from './measure.ts';
import { peerRuns } from './peers.ts';
import { probabilityBetter } from './probability-better.ts';
import { SEARCH_TASKS } from './tasks.ts';

/** What to search, how often. */
export interface SearchBenchOptions {
  /** Names of tasks; default all. */
  readonly tasks?: readonly string[];
  readonly samplers: readonly string[];
  /** Searches per task and sampler. */
  readonly seeds: number;
  /** Trials per search. */
  readonly trials: number;
  /** Measure the CPU time of a suggestion instead of its quality. */
  readonly overhead: boolean;
}

/**
 * Searches on functions with known minima, beside what Optuna reached on the same ones (reference.json, peers.json); or the cost of
 * a suggestion.
 */
export function searchBench(options: SearchBenchOptions): BenchReport {
  const known = SEARCH_TASKS.map(({ name }) => name);
  const kinds = checked(options.samplers, SAMPLER_KINDS, '--samplers');
  const rows = options.overhead
    ? overhead(kinds)
    : quality(kinds, checked(options.tasks ?? known, known, '--tasks'), options.seeds, options.trials);
  return { json: { rows }, lines: table(rows) };
}

type Row = Readonly<Record<string, string | number | null | readonly number[]>>;

function quality(kinds: readonly string[], tasks: readonly string[], seeds: number, trials: number): Row[] {
  return SEARCH_TASKS.filter(({ name }) => tasks.includes(name)).flatMap((task) =>
    kinds.map((kind): Row => {
      const perSeed = Array.from(
        { length: seeds },
        (_, i) => bestAfter(task, { kind } as SamplerConfig, i + 1, [trials])[0] ?? NaN,
      );
      return {
        task: task.name,
        sampler: kind,
        trials,
        seeds,
        q25: round(quantile(perSeed, 0.25)),
        median: round(quantile(perSeed, 0.5)),
        q75: round(quantile(perSeed, 0.75)),
        optimum: round(task.optimum),
        ...besidePeer(perSeed, peerRuns(task.name, kind, trials)),
        perSeed: perSeed.map(round),
      };
    }),
  );
}

/** The peer’s median, and how probable it is that one of ours is better, with its 95 % interval. */
function besidePeer(ours: readonly number[], theirs: readonly number[] | null): Row {
  if (!theirs) return { optuna: null, optunaSeeds: null, probabilityBetter: null, interval: null };
  const { estimate, low, high } = probabilityBetter(ours, theirs);
  return {
    optuna: round(quantile(theirs, 0.5)),
    optunaSeeds: theirs.length,
    probabilityBetter: Number(estimate.toFixed(2)),
    interval: `${low.toFixed(2)}–${high.toFixed(2)}`,
  };
}

function overhead(kinds: readonly string[]): Row[] {
  return kinds.flatMap((kind) =>
    [100, 1000, 5000].map((finished) => ({
      sampler: kind,
      finished,
      cpuMilliseconds: round(suggestionCost({ kind } as SamplerConfig, finished, 30)),
    })),
  );
}

function checked(list: readonly string[], known: readonly string[], field: string): readonly string[] {
  const wrong = list.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UserError('There is no such name.', { field, value: wrong, fix: didYouMean(wrong, known) });
  return list;
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

function table(rows: readonly Row[]): string[] {
  // The runs themselves are in the JSON alone.
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !Array.isArray(rows[0]?.[column]));
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '–')))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
