import os from 'node:os';
import type { BenchReport } from '../bench.ts';
import { medianInterval, type MedianInterval } from './median-interval.ts';
import { TASKS, type Measured, type Task } from './protocol.ts';
import { WORKLOAD } from './workload.ts';

/** All measurements of one contestant; the k-th of a task are of the same round for all contestants. */
export interface Series {
  readonly library: string;
  readonly measured: Readonly<Record<Task, readonly Measured[]>>;
}

/** Figures of one contestant in one task, milliseconds. */
interface Figures {
  readonly minMs: number;
  readonly medianMs: number;
  readonly medianCpuMs: number;
}

/** Who is compared with whom. */
const PAIRS = [
  ['sentilab-lstm', 'torch-lstm'],
  ['sentilab-gru', 'torch-gru'],
  ['sentilab-lstm', 'tfjs-layers'],
] as const;

/** Minimum and medians of a series. */
export function figures(series: readonly Measured[]): Figures {
  return {
    minMs: Math.min(...series.map(({ wallMs }) => wallMs)),
    medianMs: medianInterval(series.map(({ wallMs }) => wallMs)).median,
    medianCpuMs: medianInterval(series.map(({ cpuMs }) => cpuMs)).median,
  };
}

/** Our time over another's, round by round. */
export function timeRatio(ours: readonly Measured[], theirs: readonly Measured[]): MedianInterval {
  return medianInterval(ours.map(({ wallMs }, k) => wallMs / (theirs[k] as Measured).wallMs));
}

/** What was measured, as JSON and for people. */
export function recurrentReport(
  series: ReadonlyMap<string, Series>,
  { threads, cpu }: { readonly threads: number; readonly cpu: string },
): BenchReport {
  const contestants = [...series].map(([name, { library, measured }]) => ({
    ...{ name, library, peakMemoryMiB: peakMemory(measured) },
    tasks: Object.fromEntries(TASKS.map((task) => [task, figures(measured[task])])),
  }));
  const ratios = PAIRS.flatMap(([a, b]) => {
    const [ours, theirs] = [series.get(a), series.get(b)];
    if (ours === undefined || theirs === undefined) return [];
    return {
      ours: a,
      theirs: b,
      time: Object.fromEntries(
        TASKS.map((task) => [task, timeRatio(ours.measured[task], theirs.measured[task])]),
      ),
      memory: peakMemory(ours.measured) / peakMemory(theirs.measured),
    };
  });
  const { batch, steps, embedding, units, vocabulary } = WORKLOAD;
  return {
    json: {
      bench: 'recurrent',
      ...{ workload: WORKLOAD, threads, cpu, cores: os.availableParallelism(), contestants, ratios },
      wallMs: Object.fromEntries(
        [...series].map(([name, { measured }]) => [
          name,
          Object.fromEntries(TASKS.map((task) => [task, measured[task].map(({ wallMs }) => wallMs)])),
        ]),
      ),
    },
    lines: [
      `Batch ${batch}, ${steps} steps, embedding ${embedding}, bidirectional ${units}, ` +
        `vocabulary ${vocabulary.toLocaleString('en')}, Adam on everything; threads: ${threads}. Medians, minima in brackets.`,
      ...contestants.map(({ name, library, tasks, peakMemoryMiB }) => {
        const times = TASKS.map((task) => {
          const { medianMs, minMs } = tasks[task] as Figures;
          return `${task} ${medianMs.toFixed(1)} (${minMs.toFixed(1)}) ms`;
        });
        return `  ${name.padEnd(14)} ${times.join(', ')}, ${peakMemoryMiB.toFixed(0)} MiB: ${library}`;
      }),
      ...ratios.map(({ ours, theirs, time, memory }) => {
        const times = TASKS.map((task) => {
          const { median, interval } = time[task] as MedianInterval;
          return `${task} ${median.toFixed(2)} [${interval[0].toFixed(2)}, ${interval[1].toFixed(2)}]`;
        });
        return `  ${ours} ÷ ${theirs}: ${times.join(', ')}, memory ${memory.toFixed(2)}`;
      }),
    ],
  };
}

const peakMemory = (measured: Series['measured']): number =>
  Math.max(...TASKS.flatMap((task) => measured[task].map(({ peakMemoryMiB }) => peakMemoryMiB)));
