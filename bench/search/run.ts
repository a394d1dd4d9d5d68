import fs from 'node:fs';
import { UserError, didYouMean } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import { SAMPLER_KINDS } from 'sentilab/tuning';
import type { SamplerConfig } from 'sentilab/tuning';
import type { BenchReport } from '../bench.ts';
import { bestAfter, probabilityBetter, quantile, suggestionCost } from './measure.ts';
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

interface Reference {
  readonly quality: readonly {
    readonly task: string;
    readonly sampler: string;
    readonly n_trials: number;
    readonly median_best: number;
    readonly best_per_seed: readonly number[];
  }[];
}

/**
 * Searches on functions with known minima, beside what Optuna reached on the same ones (reference.json); or the cost of a
 * suggestion.
 */
export function searchBench(options: SearchBenchOptions): BenchReport {
  const known = SEARCH_TASKS.map(({ name }) => name);
  const kinds = checked(options.samplers, SAMPLER_KINDS, '--samplers');
  const rows = options.overhead
    ? overhead(kinds)
    : quality(kinds, checked(options.tasks ?? known, known, '--tasks'), options.seeds, options.trials);
  return { json: { rows }, lines: table(rows) };
}

type Row = Readonly<Record<string, string | number | null>>;

function quality(kinds: readonly string[], tasks: readonly string[], seeds: number, trials: number): Row[] {
  const reference = JSON.parse(fs.readFileSync(fromRoot('bench/search/reference.json'), 'utf8')) as Reference;
  return SEARCH_TASKS.filter(({ name }) => tasks.includes(name)).flatMap((task) =>
    kinds.map((kind) => {
      const bests = Array.from(
        { length: seeds },
        (_, i) => bestAfter(task, { kind } as SamplerConfig, i + 1, [trials])[0] ?? NaN,
      );
      const peer = reference.quality.find(
        (row) => row.task === task.name && row.sampler === kind && row.n_trials === trials,
      );
      return {
        task: task.name,
        sampler: kind,
        trials,
        seeds,
        q25: round(quantile(bests, 0.25)),
        median: round(quantile(bests, 0.5)),
        q75: round(quantile(bests, 0.75)),
        optimum: round(task.optimum),
        optuna: peer ? round(peer.median_best) : null,
        probabilityBetter: peer ? round(probabilityBetter(bests, peer.best_per_seed)) : null,
      };
    }),
  );
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
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '–')))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
