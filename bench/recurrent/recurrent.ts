import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { FailureError } from 'sentilab/errors';
import type { BenchReport } from '../bench.ts';
import { startOurs, startTorch, type Running } from './process.ts';
import { TASKS, type Measured } from './protocol.ts';
import { recurrentReport, type Series } from './report.ts';

const WARM_UP = 3;
/** Between two measurements, for threads that wait for work by spinning to give up. */
const PAUSE_MS = 30;

/** Whom we can be measured beside. */
export const PEERS = ['torch', 'tfjs-layers'] as const;
export type Peer = (typeof PEERS)[number];

export interface RecurrentBenchOptions {
  /** Threads one operation may use. */
  readonly threads: number;
  /** Measurements per contestant and task. */
  readonly repetitions: number;
  readonly peers: readonly Peer[];
  /** A Python with PyTorch. */
  readonly python: string;
  /** Told while it runs, one line at a time. */
  readonly log: (line: string) => void;
}

/**
 * Milliseconds per training step, per batch and per review of bidirectional LSTMs and GRUs, ours beside others'. All live
 * in processes of their own and take turns within every round, in an order that turns round, so that other load on the
 * machine falls on all alike: what counts are the ratios within a round.
 */
export async function recurrentBench(options: RecurrentBenchOptions): Promise<BenchReport> {
  const { threads, repetitions, log } = options;
  const running: Running[] = [];
  try {
    for (const start of starters(options)) running.push(await start());
    const series = new Map<string, Series>(
      running.map(({ name, library }) => [
        name,
        { library, measured: { train: [], 'infer-64': [], 'infer-1': [] } },
      ]),
    );
    for (let round = -WARM_UP; round < repetitions; round++) {
      for (const task of TASKS)
        for (const one of round % 2 === 0 ? running : [...running].reverse()) {
          await sleep(PAUSE_MS);
          const measured = await one.measure(task);
          if (round >= 0) (series.get(one.name)?.measured[task] as Measured[]).push(measured);
        }
      log(round < 0 ? `warm-up ${round + WARM_UP + 1}/${WARM_UP}` : `round ${round + 1}/${repetitions}`);
    }
    return recurrentReport(series, { threads, cpu: os.cpus()[0]?.model ?? 'unknown' });
  } finally {
    for (const one of running) one.close();
  }
}

function starters({ threads, peers, python }: RecurrentBenchOptions): (() => Promise<Running>)[] {
  const unknown = peers.find((peer) => !PEERS.includes(peer));
  if (unknown !== undefined)
    throw new FailureError(`We can be measured beside ${PEERS.join(', ')}.`, {
      field: 'peers',
      value: unknown,
    });
  return [
    () => startOurs('sentilab-lstm', threads),
    () => startOurs('sentilab-gru', threads),
    ...(peers.includes('torch')
      ? [() => startTorch('lstm', python, threads), () => startTorch('gru', python, threads)]
      : []),
    ...(peers.includes('tfjs-layers') ? [() => startOurs('tfjs-layers', threads)] : []),
  ];
}
