import { UserError } from 'sentilab/errors';
import { SAMPLER_KINDS, type SamplerConfig } from 'sentilab/tuning';
import type { BenchReport } from '../bench.ts';
import { quantile } from '../search/measure.ts';
import { SEARCH_TASKS } from '../search/tasks.ts';
import { journalRate } from './journal.ts';
import { redisRate } from './redis.ts';
import { simulate } from './simulate.ts';

export interface ScaleBenchOptions {
  readonly task: string;
  readonly samplers: readonly string[];
  /** Numbers of workers, as words. */
  readonly workers: readonly string[];
  readonly trials: number;
  readonly seeds: number;
  /** Median of a trial's duration. */
  readonly seconds: number;
}

/** How a search grows: simulated with many workers, and what journal and Redis allow on this machine. */
export async function scaleBench(options: ScaleBenchOptions): Promise<BenchReport> {
  const task = SEARCH_TASKS.find(({ name }) => name === options.task);
  const unknown = options.samplers.find((name) => !(SAMPLER_KINDS as readonly string[]).includes(name));
  if (!task || unknown !== undefined)
    throw new UserError(task ? 'There is no such sampler.' : 'There is no such task.', {
      field: task ? '--samplers' : '--task',
      value: unknown ?? options.task,
      fix: `Use one of ${task ? SAMPLER_KINDS.join(', ') : SEARCH_TASKS.map(({ name }) => name).join(', ')}.`,
    });
  const { trials, seeds, seconds } = options;
  const rows = options.samplers.flatMap((kind) =>
    options.workers.map((count) => {
      const workers = Number(count);
      const runs = Array.from({ length: seeds }, (_, i) => {
        const sampler = { kind } as SamplerConfig;
        return simulate({ task, sampler, seed: i + 1, workers, trials, medianSeconds: seconds });
      });
      const median = (of: (run: (typeof runs)[number]) => number): number => quantile(runs.map(of), 0.5);
      return {
        sampler: kind,
        workers,
        best: median(({ best }) => best),
        meanMs: median(({ costMs }) => costMs.mean),
        p95Ms: median(({ costMs }) => costMs.p95),
        idle: median(({ idle }) => idle),
        hours: median(({ virtualSeconds }) => virtualSeconds) / 3600,
      };
    }),
  );
  const journal = journalRate(1000);
  const redis = await redisRate(500, 4);
  return {
    json: { ...options, rows, journal, redis },
    lines: [
      `${task.name}, ${trials} trials of ${seconds} s (median, log-normal), medians over ${seeds} seeds; optimum ${task.optimum}`,
      '',
      '| sampler | workers | best | hours | ms per trial, mean | 95 % | workers idle |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...rows.map(
        (row) =>
          `| ${row.sampler} | ${row.workers} | ${row.best.toPrecision(4)} | ${row.hours.toFixed(2)} | ` +
          `${row.meanMs.toFixed(2)} | ${row.p95Ms.toFixed(2)} | ${(100 * row.idle).toFixed(2)} % |`,
      ),
      '',
      `journal: ${journal.appendsPerSecond.toFixed(0)} appends per second, ${journal.bytesPerTrial.toFixed(0)} bytes per trial of 3 epochs and 10 parameters`,
      redis === null
        ? 'Redis: not measured, there is no redis-server here'
        : `Redis, everything on this machine: ${redis.trialsPerSecond.toFixed(0)} trials and ${redis.messagesPerSecond.toFixed(0)} messages per second, ${redis.cpuMsPerTrial.toFixed(1)} ms of CPU time per trial of coordinator and worker together, ` +
          `${redis.bytesPerTrial.toFixed(0)} bytes in Redis per waiting trial`,
    ],
  };
}
