import process from 'node:process';
import { Rng } from 'sentilab/random';
import { createSampler, Study, type SamplerConfig } from 'sentilab/tuning';
import type { SearchTask } from '../search/tasks.ts';

export interface Simulation {
  readonly task: SearchTask;
  readonly sampler: SamplerConfig;
  readonly seed: number;
  readonly workers: number;
  readonly trials: number;
  /** Median of a trial's duration in virtual seconds; durations are log-normal with a deviation of ½. */
  readonly medianSeconds: number;
  /** What the coordinator spends on a result and the next suggestion. Default: the CPU time that it takes, measured. */
  readonly costMs?: number;
}

/** A search by many workers. */
export interface Simulated {
  /** The least loss after all trials. */
  readonly best: number;
  /** CPU milliseconds of the coordinator per trial: telling its result and asking for the next one. */
  readonly costMs: { readonly mean: number; readonly p95: number };
  /** Share of the workers' time in which they waited for the coordinator. */
  readonly idle: number;
  readonly virtualSeconds: number;
}

/** A worker in the middle of a trial. */
interface Running {
  readonly number: number;
  readonly loss: number;
  readonly end: number;
}

/**
 * A discrete-event simulation: study and sampler are the real ones, only the training is not: a trial takes a virtual time drawn
 * for its number. The one coordinator serves results in the order in which they come; who comes while it is busy waits.
 */
export function simulate(options: Simulation): Simulated {
  const { task, seed, workers, trials, medianSeconds } = options;
  const sampler = createSampler(options.sampler, task.space, seed);
  const study = new Study({ space: task.space, sampler, direction: 'minimize' });
  const costs: number[] = [];
  const running: Running[] = []; // the next to end is last
  let free = 0;
  let [working, waiting] = [0, 0];
  const serve = (now: number, work: () => number | null): void => {
    const before = process.cpuUsage();
    const number = work();
    const { user, system } = process.cpuUsage(before);
    const cost = options.costMs ?? (user + system) / 1000;
    costs.push(cost);
    const from = Math.max(now, free);
    free = from + cost / 1000;
    if (number === null) return;
    const seconds = medianSeconds * Math.exp(0.5 * new Rng(seed).split(`trial-${number}`).normal());
    waiting += free - now;
    working += seconds;
    place(running, { number, loss: task.loss(study.trial(number).params), end: free + seconds });
  };
  const ask = (): number | null => {
    const asked = study.ask(trials);
    if (asked) study.start(asked.number, { attempt: 1, runId: `t${asked.number}` });
    return asked?.number ?? null;
  };
  for (let worker = 0; worker < Math.min(workers, trials); worker++) serve(0, ask);
  let now = 0;
  for (let next = running.pop(); next; next = running.pop()) {
    const { number, loss, end } = next;
    now = end;
    serve(end, () => {
      study.tell(number, { state: 'finished', value: loss });
      return ask();
    });
  }
  costs.sort((a, b) => a - b);
  return {
    best: study.best?.value ?? Infinity,
    costMs: {
      mean: costs.reduce((sum, cost) => sum + cost, 0) / trials,
      p95: costs[Math.floor(0.95 * costs.length)] ?? 0,
    },
    idle: waiting / (waiting + working),
    virtualSeconds: now,
  };
}

/** Keeps the list in descending order of the ends. */
function place(running: Running[], one: Running): void {
  let [low, high] = [0, running.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((running[middle] as Running).end > one.end) low = middle + 1;
    else high = middle;
  }
  running.splice(low, 0, one);
}
