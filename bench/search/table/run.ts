import { Rng } from 'sentilab/random';
import type { PrunerConfig, SamplerConfig } from 'sentilab/tuning';
import type { BenchReport } from '../../bench.ts';
import { quantile } from '../measure.ts';
import { CELLS, EPOCHS } from './grid.ts';
import { simulate, type Simulated } from './simulate.ts';
import { recordedTable } from './table.ts';

export interface TableBenchOptions {
  readonly seeds: number;
  /** Trials of the search that the others are held against: random, no pruning. */
  readonly trials: number;
  readonly workers: number;
}

interface Contestant {
  readonly name: string;
  readonly sampler: SamplerConfig;
  readonly pruner: PrunerConfig;
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'random + asha', sampler: { kind: 'random' }, pruner: { kind: 'asha', reductionFactor: 3 } },
  {
    name: 'random + hyperband',
    sampler: { kind: 'random' },
    pruner: { kind: 'hyperband', maxEpochs: EPOCHS },
  },
  { name: 'random + median', sampler: { kind: 'random' }, pruner: { kind: 'median' } },
  { name: 'tpe', sampler: { kind: 'tpe' }, pruner: { kind: 'none' } },
  { name: 'gp', sampler: { kind: 'gp' }, pruner: { kind: 'none' } },
  { name: 'tpe + asha', sampler: { kind: 'tpe' }, pruner: { kind: 'asha', reductionFactor: 3 } },
];

/**
 * Searches on real learning curves: how many trials and epochs it takes to reach the best loss of a random search without
 * pruning, as shares of what that search spent. A contestant that has not reached it after four times as many trials
 * counts with what it spent.
 */
export function tableBench({ seeds, trials, workers }: TableBenchOptions): BenchReport {
  const rows = CONTESTANTS.map(({ name, sampler, pruner }) => {
    const runs = Array.from({ length: seeds }, (_, i) => {
      const seed = i + 1;
      const random = simulate({
        sampler: { kind: 'random' },
        pruner: { kind: 'none' },
        seed,
        workers,
        trials,
      });
      const until = random.best;
      const other = simulate({ sampler, pruner, seed, workers, trials: 4 * trials, until });
      return { random, other };
    });
    const share = (of: (simulated: Simulated) => number): readonly number[] =>
      runs.map(({ random, other }) => of(other) / of(random));
    return {
      name,
      trials: summary(share(({ spent }) => spent.trials)),
      epochs: summary(share(({ spent }) => spent.epochs)),
      missed: runs.filter(({ random, other }) => other.best > random.best).length,
    };
  });
  const { loss, cpuSeconds } = recordedTable();
  const best = Math.min(...loss.flat());
  const minutes = cpuSeconds.reduce((sum, value) => sum + value, 0) / 60;
  const words = ({ median, low, high }: Summary): string =>
    `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
  return {
    json: { combinations: CELLS.length, seeds, trials, workers, best, rows },
    lines: [
      `${CELLS.length} recorded trainings of ${EPOCHS} epochs (${minutes.toFixed(0)} CPU minutes), best validation loss ${best}; ${seeds} seeds, ${workers} workers.`,
      `Until the best loss of ${trials} random trials is reached, as a share of that search: median [95 % interval of it]`,
      '',
      '| search | trials | epochs | not reached |',
      '| --- | --- | --- | --- |',
      ...rows.map((row) => `| ${row.name} | ${words(row.trials)} | ${words(row.epochs)} | ${row.missed} |`),
    ],
  };
}

interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The median with its bootstrap interval. */
function summary(values: readonly number[]): Summary {
  const rng = new Rng(1);
  const medians = Array.from({ length: 2000 }, () =>
    quantile(
      values.map(() => rng.pick(values)),
      0.5,
    ),
  );
  return { median: quantile(values, 0.5), low: quantile(medians, 0.025), high: quantile(medians, 0.975) };
}
