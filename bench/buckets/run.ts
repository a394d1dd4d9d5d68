import { encodeExamples, trainingBatches } from 'sentilab/data';
import type { Batch, EncodedExample } from 'sentilab/data';
import { accuracy, predictedLabels } from 'sentilab/evaluation';
import { runConfigSchema } from 'sentilab/experiment';
import { Preparer, startRun, type StartedRun } from 'sentilab/experiment/node';
import type { Trainable } from 'sentilab/models';
import { getBackend } from 'sentilab/runtime/node';
import { meanInterval } from 'sentilab/tracking';
import { evaluate, learningRateAt } from 'sentilab/training';
import type { BenchReport } from '../bench.ts';

export interface BucketsBenchOptions {
  /** A data set with groups: `imdb`. */
  readonly data: string;
  /** Reviews to train on; left out: all of the training part. */
  readonly trainSize?: number;
  /** The time of an epoch over every review there is; none is left then to take the accuracy from. Default false. */
  readonly all?: boolean;
  readonly seeds: number;
  readonly log: (line: string) => void;
}

/** Tokens that every row of fixed padding has. */
const LENGTH = 400;

/** Up over the first tenth of the steps, then down to 0. */
const SCHEDULE = { learningRate: 2e-3, schedule: 'warmup-cosine' } as const;

/** How rows get into batches. */
const WAYS = {
  buckets: {
    title: 'length buckets, padded to the longest row of the batch',
    lengthNoise: 0.1,
    fixed: false,
  },
  shuffle: { title: 'plain shuffle, padded to the longest row of the batch', lengthNoise: 1e6, fixed: false },
  fixed: { title: `every row padded to ${LENGTH} tokens, all of them read`, lengthNoise: 1e6, fixed: true },
} as const;
type Way = keyof typeof WAYS;

interface Epoch {
  readonly way: Way;
  /** Reviews that were trained on. */
  readonly examples: number;
  readonly seed: number;
  /** Places for tokens in all batches, padding included. */
  readonly places: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
  /** On the test part; null when it was trained on. */
  readonly accuracy: number | null;
}

/**
 * One epoch with length buckets beside one with fixed padding, as Keras' text examples do it: the same model, steps and
 * seeds. The LSTM kernels skip the padding that they know of; in fixed padding it belongs to the text.
 */
export async function bucketsBench({
  data,
  trainSize,
  all = false,
  seeds,
  log,
}: BucketsBenchOptions): Promise<BenchReport> {
  const config = runConfigSchema.parse({
    data: {
      source: data,
      split: { kind: 'auto', validation: 0.02, test: 0.2, seed: 1 },
      ...(trainSize !== undefined && { trainSize }),
    },
    text: { maxLength: LENGTH, maxSize: 30_000 },
    embedding: { kind: 'glove', scale: 0.4 },
    model: { kind: 'bilstm', units: 64 },
    training: {},
  });
  const [preparer, backend] = [new Preparer(), await getBackend()];
  const epochs: Epoch[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const sides: Side[] = [];
    for (const way of Object.keys(WAYS) as Way[])
      sides.push(side(way, await startRun(config, seed, { backend, preparer }), all));
    // In turns, step by step: what else the machine does falls on all of them alike.
    const steps = sides[0]?.batches.length ?? 0;
    for (let step = 0; step < steps; step++)
      for (const each of sides) {
        const learningRate = learningRateAt(SCHEDULE, step, steps);
        const [wall, cpu] = [performance.now(), process.cpuUsage()];
        each.trainable.step(each.batches[step] as Batch, { learningRate, clipNorm: 1 });
        const { user, system } = process.cpuUsage(cpu);
        each.cpuSeconds += (user + system) / 1e6;
        each.seconds += (performance.now() - wall) / 1e3;
      }
    for (const { way, examples, trainable, batches, test, cpuSeconds, seconds } of sides) {
      const places = batches.reduce((sum, { size, time }) => sum + size * time, 0);
      const right = test === null ? null : await accuracyOn(trainable, test);
      trainable.dispose();
      log(
        `seed ${seed}, ${way}: ${cpuSeconds.toFixed(1)} CPU seconds, ${seconds.toFixed(1)} s, ${percent(right)} %`,
      );
      epochs.push({ way, examples, seed, places, cpuSeconds, seconds, accuracy: right });
    }
  }
  return { json: { backend: backend.kind, threads: backend.threads, epochs }, lines: table(epochs) };
}

/** One way of making batches on its way through the epoch. */
interface Side {
  readonly way: Way;
  readonly examples: number;
  readonly trainable: Trainable;
  readonly batches: readonly Batch[];
  readonly test: readonly EncodedExample[] | null;
  cpuSeconds: number;
  seconds: number;
}

function side(way: Way, { prepared, trainable, rng }: StartedRun, all: boolean): Side {
  const { lengthNoise, fixed } = WAYS[way];
  const part = (examples: readonly EncodedExample[]): readonly EncodedExample[] =>
    fixed ? examples.map(padded) : examples;
  const train = all ? encodeExamples(prepared.pipeline, prepared.dataset.examples) : prepared.train;
  const options = { batchSize: 32, lengthNoise, rng: rng.split('training') };
  const batches = [...trainingBatches(part(train), options)];
  return {
    ...{ way, examples: train.length, trainable, batches },
    ...{ test: all ? null : part(prepared.test), cpuSeconds: 0, seconds: 0 },
  };
}

/** The row as fixed padding makes it: padding is part of the text. */
function padded(example: EncodedExample): EncodedExample {
  const ids = new Int32Array(LENGTH); // 0 is <pad>
  ids.set(example.ids);
  return { ...example, ids };
}

async function accuracyOn(trainable: Trainable, test: readonly EncodedExample[]): Promise<number> {
  const labels = test.map(({ label }) => label);
  return accuracy(labels, predictedLabels(await evaluate(trainable, test)));
}

const percent = (share: number | null): string => (share === null ? '–' : (100 * share).toFixed(2));

function table(epochs: readonly Epoch[]): string[] {
  const of = (way: Way, pick: (epoch: Epoch) => number): number =>
    meanInterval(epochs.filter((epoch) => epoch.way === way).map(pick))?.mean ?? NaN;
  return [
    '| batches | CPU s | share | wall s | share | accuracy % |',
    '| --- | --- | --- | --- | --- | --- |',
    ...(Object.keys(WAYS) as Way[]).map((way) => {
      const [cpu, wall, right] = [
        of(way, ({ cpuSeconds }) => cpuSeconds),
        of(way, ({ seconds }) => seconds),
        epochs.some((epoch) => epoch.accuracy === null) ? null : of(way, (epoch) => epoch.accuracy ?? NaN),
      ];
      const shares = [
        cpu / of('fixed', ({ cpuSeconds }) => cpuSeconds),
        wall / of('fixed', ({ seconds }) => seconds),
      ];
      const cells = [
        WAYS[way].title,
        cpu.toFixed(1),
        shares[0]?.toFixed(2),
        wall.toFixed(1),
        shares[1]?.toFixed(2),
        percent(right),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}
