import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { FailureError } from 'sentilab/errors';
import type { BenchReport } from '../bench.ts';
import type { StepTimes } from './contestant-process.ts';
import type { ContestantName } from './contestants.ts';
import { WORKLOAD } from './workload.ts';

const CONTESTANTS: readonly ContestantName[] = ['sentilab', 'tfjs-layers'];
const WARM_UP = 2;

/** Figures of one contestant. */
export interface Figures {
  readonly minMs: number;
  readonly medianMs: number;
  readonly medianCpuMs: number;
  readonly peakMemoryMiB: number;
  readonly wallMs: readonly number[];
}

export interface RecurrentBenchOptions {
  /** Threads one operation may use. */
  readonly threads: number;
  /** Measurements per contestant. */
  readonly repetitions: number;
  /** Told while it runs, one line at a time. */
  readonly log: (line: string) => void;
}

/**
 * Milliseconds per training step of a bidirectional LSTM, ours beside TensorFlow.js' layers. Both contestants live in processes of their own, so that their memory can be compared, and take turns, so that other
 * load on the machine falls on both alike.
 */
export async function recurrentBench({
  threads,
  repetitions,
  log,
}: RecurrentBenchOptions): Promise<BenchReport> {
  const times = new Map<ContestantName, StepTimes[]>(CONTESTANTS.map((name) => [name, []]));
  const children = new Map<ContestantName, ChildProcess>();
  try {
    for (const name of CONTESTANTS) children.set(name, await start(name, threads));
    for (let round = -WARM_UP; round < repetitions; round++)
      for (const [name, child] of children) {
        const result = await step(name, child);
        if (round >= 0) times.get(name)?.push(result);
        const when = round < 0 ? 'warm-up' : `${round + 1}/${repetitions}`;
        log(`${name} ${when}: ${result.wallMs.toFixed(0)} ms`);
      }
  } finally {
    for (const child of children.values()) child.disconnect();
  }
  return report(times, threads);
}

async function start(name: ContestantName, threads: number): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, 'contestant-process.ts'), [name], {
    execArgv: ['--import=tsx'],
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: String(threads) },
  });
  await message(name, child);
  return child;
}

async function step(name: ContestantName, child: ChildProcess): Promise<StepTimes> {
  const answer = message(name, child);
  child.send('step');
  return (await answer) as StepTimes;
}

/** The next message of a child, or an error when it ends instead. */
function message(name: ContestantName, child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void =>
      reject(
        new FailureError(`The process of ${name} ended before it answered.`, {
          value: signal ?? code,
          fix: 'Run npm run doctor.',
        }),
      );
    child.once('exit', ended);
    child.once('message', (content) => {
      child.off('exit', ended);
      resolve(content);
    });
  });
}

/** Minimum, medians and memory of a series of steps. */
export function figures(series: readonly StepTimes[]): Figures {
  const wallMs = series.map((times) => times.wallMs);
  return {
    minMs: Math.min(...wallMs),
    medianMs: median(wallMs),
    medianCpuMs: median(series.map((times) => times.cpuMs)),
    peakMemoryMiB: Math.max(...series.map((times) => times.peakMemoryMiB)),
    wallMs,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

function report(times: ReadonlyMap<ContestantName, readonly StepTimes[]>, threads: number): BenchReport {
  const seriesOf = (name: ContestantName): readonly StepTimes[] => times.get(name) ?? [];
  const [ours, layers] = [figures(seriesOf('sentilab')), figures(seriesOf('tfjs-layers'))];
  const ratio = { min: layers.minMs / ours.minMs, median: layers.medianMs / ours.medianMs };
  const { backend, tensorflow } = seriesOf('sentilab')[0] as StepTimes;
  const { batch, steps, embedding, units, vocabulary } = WORKLOAD;
  const line = (name: ContestantName, { minMs, medianMs, medianCpuMs, peakMemoryMiB }: Figures): string =>
    `  ${name.padEnd(12)} min ${minMs.toFixed(0)} ms, median ${medianMs.toFixed(0)} ms, ` +
    `CPU ${medianCpuMs.toFixed(0)} ms, peak memory ${peakMemoryMiB.toFixed(0)} MiB`;
  return {
    json: {
      bench: 'recurrent',
      workload: WORKLOAD,
      threads,
      cpu: os.cpus()[0]?.model ?? 'unknown',
      cores: os.availableParallelism(),
      backend,
      tensorflow,
      msPerStep: { sentilab: ours, tfjsLayers: layers },
      timesFaster: ratio,
    },
    lines: [
      `One training step: batch ${batch}, ${steps} steps, embedding ${embedding}, bidirectional ${units}, ` +
        `vocabulary ${vocabulary.toLocaleString('en')}, Adam; threads: ${threads}, backend: ${backend}.`,
      line('sentilab', ours),
      line('tfjs-layers', layers),
      `${ratio.median.toFixed(1)} times faster by the median, ${ratio.min.toFixed(1)} by the minimum.`,
    ],
  };
}
