import { UserError, didYouMean } from 'sentilab/errors';
import { SAMPLER_KINDS } from 'sentilab/tuning';
import type { SamplerConfig } from 'sentilab/tuning';
import type { BenchReport } from '../bench.ts';
import { bestAfter, quantile, suggestionCost } from './measure.ts';
import { FRONT_TASKS, frontAfter } from './fronts.ts';
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
  /** Search for several objectives instead: the share of the hypervolume. */
  readonly fronts?: boolean;
  /** Measure the CPU time of a suggestion instead of its quality. */
  readonly overhead: boolean;
}

/**
 * Searches on functions with known minima, beside what Optuna reached on the same ones (reference.json, peers.json); or the cost of
 * a suggestion.
 */
export function searchBench(options: SearchBenchOptions): BenchReport {
  const known = (options.fronts ? FRONT_TASKS : SEARCH_TASKS).map(({ name }) => name);
  const kinds = checked(options.samplers, SAMPLER_KINDS, '--samplers');
  const measured = options.fronts ? frontQuality : quality;
  const rows = options.overhead
    ? overhead(kinds)
    : measured(kinds, checked(options.tasks ?? known, known, '--tasks'), options.seeds, options.trials);
  return { json: { rows }, lines: table(rows) };
}

type Row = Readonly<Record<string, string | number | null | readonly number[]>>;

function quality(kinds: readonly string[], tasks: readonly string[], seeds: number, trials: number): Row[] {
  return SEARCH_TASKS.filter(({ name }) => tasks.includes(name)).flatMap((task) =>
    kinds.map((kind) =>
      row({
        ...{ task: task.name, kind, trials, seeds, better: 'lower' as const },
        known: { optimum: round(task.optimum) },
        run: (seed) => bestAfter(task, { kind } as SamplerConfig, seed, [trials]),
      }),
    ),
  );
}

function frontQuality(
  kinds: readonly string[],
  tasks: readonly string[],
  seeds: number,
  trials: number,
): Row[] {
  return FRONT_TASKS.filter(({ name }) => tasks.includes(name)).flatMap((task) =>
    kinds.map((kind) =>
      row({
        ...{ task: task.name, kind, trials, seeds, better: 'higher' as const },
        run: (seed) => frontAfter(task, { kind } as SamplerConfig, seed, [trials]),
      }),
    ),
  );
}

interface Searches {
  readonly task: string;
  readonly kind: string;
  readonly trials: number;
  readonly seeds: number;
  readonly better: 'lower' | 'higher';
  /** What is known of the task besides. */
  readonly known?: Row;
  /** What the search of a seed came to. */
  readonly run: (seed: number) => readonly number[];
}

/** One sampler on one task over the seeds, beside its peer. */
function row({ task, kind, trials, seeds, better, known, run }: Searches): Row {
  const runs = Array.from({ length: seeds }, (_, i) => run(i + 1)[0] ?? NaN);
  return {
    ...{ task, sampler: kind, trials, seeds },
    ...quartiles(runs),
    ...known,
    ...besidePeer(runs, peerRuns(task, kind, trials), better),
    perSeed: runs.map(round),
  };
}

function quartiles(runs: readonly number[]): Row {
  return {
    q25: round(quantile(runs, 0.25)),
    median: round(quantile(runs, 0.5)),
    q75: round(quantile(runs, 0.75)),
  };
}

/** The peer’s median, and how probable it is that one of ours is better, with its 95 % interval. */
function besidePeer(
  ours: readonly number[],
  theirs: readonly number[] | null,
  better: 'lower' | 'higher',
): Row {
  if (!theirs) return { optuna: null, optunaSeeds: null, probabilityBetter: null, interval: null };
  const { estimate, low, high } =
    better === 'lower' ? probabilityBetter(ours, theirs) : probabilityBetter(theirs, ours);
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
