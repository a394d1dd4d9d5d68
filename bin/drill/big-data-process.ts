import fs from 'node:fs';
import { encodeExamples, streamBatches, trainingBatches } from 'sentilab/data';
import type { Batch } from 'sentilab/data';
import { streamDataset } from 'sentilab/data/node';
import { createTrainable, parseModelConfig } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { loadBackend } from 'sentilab/runtime/node';
import { TextPipeline } from 'sentilab/text';

/** What a process of the drill is told, as JSON in its first argument. */
export interface BigDataTask {
  /** JSONL file with `id` (whole numbers from 0), `text` and `label`. */
  readonly file: string;
  /** The text pipeline as JSON. */
  readonly pipelineFile: string;
  /** `stream`: batches of one epoch out of the file as it lies there. `memory`: its first examples, all in memory. */
  readonly mode: 'stream' | 'memory';
  /** Examples of `memory`. */
  readonly examples: number;
  readonly steps: number;
  readonly units: number;
  readonly dimensions: number;
  readonly batchSize: number;
  readonly shuffleBuffer: number;
  readonly seed: number;
}

/** What a process of the drill found, as JSON in its last line. */
export interface BigDataResult {
  readonly steps: number;
  /** Mean loss of the first and of the last ten steps. */
  readonly firstLoss: number;
  readonly lastLoss: number;
  readonly batches: number;
  readonly examples: number;
  /** Sum of the ids drawn: each example once gives n (n - 1) / 2. */
  readonly idSum: number;
  /** Largest resident memory of this process, MiB. */
  readonly peakMemoryMiB: number;
  readonly backend: string;
  readonly seconds: number;
}

const task = JSON.parse(process.argv[2] ?? '') as BigDataTask;
const { batchSize, shuffleBuffer } = task;
const backend = await loadBackend();
const pipeline = await TextPipeline.fromJSON(JSON.parse(fs.readFileSync(task.pipelineFile, 'utf8')));
const rng = new Rng(task.seed);
const vocabularySize = pipeline.vocabulary.size;
const random = rng.split('embedding');
const trainable = createTrainable(parseModelConfig({ kind: 'bilstm', units: task.units }), {
  backend,
  vocabularySize,
  embedding: {
    matrix: Float32Array.from({ length: vocabularySize * task.dimensions }, () => 0.1 * random.normal()),
    dimensions: task.dimensions,
    trainable: true,
  },
  seed: task.seed,
});
const source = { kind: 'jsonl', file: task.file, id: 'id', name: 'drill' } as const;

/** The first examples of the file again and again, shuffled anew each time. */
async function* memoryBatches(): AsyncGenerator<Batch> {
  const examples = [];
  for await (const example of streamDataset(source)) {
    examples.push(example);
    if (examples.length === task.examples) break;
  }
  const encoded = encodeExamples(pipeline, examples);
  for (let epoch = 1; ; epoch++)
    yield* trainingBatches(encoded, { batchSize, rng: rng.split(`epoch-${epoch}`) });
}

const batches =
  task.mode === 'memory'
    ? memoryBatches()
    : streamBatches(streamDataset(source), pipeline, { batchSize, shuffleBuffer, rng: rng.split('epoch-1') });
const start = performance.now();
const losses: number[] = [];
let count = 0;
let examples = 0;
let idSum = 0;
for await (const batch of batches) {
  count++;
  examples += batch.size;
  for (const id of batch.exampleIds) idSum += Number(id);
  if (losses.length < task.steps)
    losses.push(trainable.step(batch, { learningRate: 2e-3, clipNorm: 1 }).loss);
  else if (task.mode === 'memory') break;
}
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const result: BigDataResult = {
  steps: losses.length,
  firstLoss: mean(losses.slice(0, 10)),
  lastLoss: mean(losses.slice(-10)),
  batches: count,
  examples,
  idSum,
  peakMemoryMiB: peakMemoryMiB(),
  backend: backend.kind,
  seconds: (performance.now() - start) / 1000,
};
console.log(JSON.stringify(result));

/** Of this program alone: what getrusage tells counts the parent's memory too, at the moment of the fork. */
function peakMemoryMiB(): number {
  const status = process.platform === 'linux' ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}
