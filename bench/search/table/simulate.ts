import { Study, createPruner, createSampler, type PrunerConfig, type SamplerConfig } from 'sentilab/tuning';
import { curveOf, recordedTable } from './table.ts';
import { grid, placeOf, type Cell } from './grid.ts';

export interface Simulation {
  readonly sampler: SamplerConfig;
  readonly pruner: PrunerConfig;
  readonly seed: number;
  /** Trials at the same time: a sampler does not know what still runs. */
  readonly workers: number;
  /** Trials at most. */
  readonly trials: number;
  /** Ends as soon as a report is at or below this. Default: never. */
  readonly until?: number;
}

/** What a search has spent. */
export interface Spent {
  readonly trials: number;
  readonly epochs: number;
}

/** A search over the recorded table. */
export interface Simulated {
  /** Least validation loss that was reported. */
  readonly best: number;
  /** Until `best` was reported for the first time: trials begun, epochs trained. */
  readonly reached: Spent;
  readonly spent: Spent;
}

/** A worker in the middle of a training. */
interface Running {
  readonly trial: number;
  readonly cell: Cell;
  epoch: number;
  /** Virtual time at which its next epoch ends. */
  at: number;
}

/**
 * A search with so many workers over recorded trainings: the study, the sampler and the pruner are the real ones, an epoch
 * takes the time that it took when it was recorded.
 */
export function simulate({
  sampler,
  pruner,
  seed,
  workers,
  trials,
  until = -Infinity,
}: Simulation): Simulated {
  const study = new Study<Cell>({
    space: grid,
    sampler: createSampler(sampler, grid, seed),
    pruner: createPruner(pruner),
    direction: 'minimize',
    metric: 'loss',
  });
  const running: Running[] = [];
  let spent = { trials: 0, epochs: 0 };
  let reached = spent;
  let best = Infinity;
  const begin = (now: number): void => {
    const asked = study.ask(trials);
    if (!asked) return;
    study.start(asked.number, { attempt: 1, runId: `t${asked.number}` });
    spent = { ...spent, trials: spent.trials + 1 };
    running.push({ trial: asked.number, cell: asked.params, epoch: 0, at: now + epochSeconds(asked.params) });
  };
  for (let worker = 0; worker < workers; worker++) begin(0);
  while (running.length > 0 && best > until) {
    const next = running.reduce((a, b) => (b.at < a.at ? b : a));
    const curve = curveOf(next.cell);
    const loss = curve[next.epoch++] ?? NaN;
    spent = { ...spent, epochs: spent.epochs + 1 };
    if (loss < best) [best, reached] = [loss, spent];
    study.report(next.trial, next.epoch, { loss });
    const isDone = next.epoch === curve.length;
    const isPruned = !isDone && study.shouldPrune(next.trial).prune;
    if (!isDone && !isPruned) {
      next.at += epochSeconds(next.cell);
      continue;
    }
    running.splice(running.indexOf(next), 1);
    const value = isDone ? Math.min(...curve) : null;
    study.tell(next.trial, { state: isDone ? 'finished' : 'pruned', value });
    begin(next.at);
  }
  return { best, reached, spent };
}

function epochSeconds(cell: Cell): number {
  const { cpuSeconds, epochs } = recordedTable();
  return (cpuSeconds[placeOf(cell)] ?? 0) / epochs;
}
