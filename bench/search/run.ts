import fs from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { UserError, didYouMean } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import { SAMPLER_KINDS } from 'sentilab/tuning';
import type { SamplerConfig } from 'sentilab/tuning';
import { bestAfter, probabilityBetter, quantile, suggestionCost } from './measure.ts';
import { SEARCH_TASKS } from './tasks.ts';

const HELP = `Searches on functions with known minima, beside what Optuna reached on the same ones (reference.json).

  --tasks NAMES     of ${SEARCH_TASKS.map(({ name }) => name).join(', ')} (default all)
  --samplers NAMES  of random, tpe (default both)
  --seeds N         searches per task and sampler (default 20)
  --trials N        trials per search (default 100)
  --overhead        measure the CPU time of a suggestion instead
  --json            machine-readable

Example: npm run bench -- search --tasks branin,hartmann6 --json
`;

interface Reference {
  readonly quality: readonly {
    readonly task: string;
    readonly sampler: string;
    readonly n_trials: number;
    readonly median_best: number;
    readonly best_per_seed: readonly number[];
  }[];
}

/** `bench -- search`: quality of the samplers, or with --overhead the cost of a suggestion. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tasks: { type: 'string' },
      samplers: { type: 'string', default: 'random,tpe' },
      seeds: { type: 'string', default: '20' },
      trials: { type: 'string', default: '100' },
      overhead: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(HELP);
  const kinds = names(values.samplers, SAMPLER_KINDS, '--samplers');
  const rows = values.overhead
    ? overhead(kinds)
    : quality(
        kinds,
        names(
          values.tasks ?? SEARCH_TASKS.map(({ name }) => name).join(),
          SEARCH_TASKS.map(({ name }) => name),
          '--tasks',
        ),
        count(values.seeds, '--seeds'),
        count(values.trials, '--trials'),
      );
  print(values.json ? `${JSON.stringify(rows, null, 2)}\n` : table(rows));
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

function names(given: string, known: readonly string[], field: string): string[] {
  const list = given.split(',').filter(Boolean);
  const wrong = list.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UserError('There is no such name.', { field, value: wrong, fix: didYouMean(wrong, known) });
  return list;
}

function count(given: string, field: string): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1)
    throw new UserError('A positive whole number is needed.', {
      field,
      value: given,
      fix: 'Use for example 20.',
    });
  return number;
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '–')))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return `${cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function print(text: string): void {
  process.stdout.write(text);
}
