import type { EncodedExample } from 'sentilab/data';
import { createTrainable, parseModelConfig, weightsSha256 } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { loadBackend } from 'sentilab/runtime/node';
import { fit, type TrainingConfigInput } from 'sentilab/training';
import { checkpointFolder } from 'sentilab/training/node';
import type { TrainingTask, TrainingWord } from './training-task.ts';

/** A training of a small BiLSTM on made-up reviews that tells its parent, one JSON line each, how far it is. */

const VOCABULARY = 40;
const DIMENSIONS = 8;

const task = JSON.parse(process.argv[2] ?? '') as TrainingTask;
const say = (word: TrainingWord): void => void process.stdout.write(`${JSON.stringify(word)}\n`);
const backend = await loadBackend();
const random = new Rng(task.seed).split('embedding');
const trainable = createTrainable(
  parseModelConfig({ kind: 'bilstm', units: 8, dropout: { embedding: 0.2, words: 0.1, head: 0.3 } }),
  {
    backend,
    vocabularySize: VOCABULARY,
    embedding: {
      matrix: Float32Array.from({ length: VOCABULARY * DIMENSIONS }, () => 0.3 * random.normal()),
      dimensions: DIMENSIONS,
      trainable: true,
    },
    seed: task.seed,
  },
);
const controller = new AbortController();
const history = await fit(
  trainable,
  { train: reviews(task.examples, 'train'), validation: reviews(80, 'validation') },
  { ...(task.training as TrainingConfigInput), epochs: task.epochs, batchSize: 16, patience: null },
  {
    rng: new Rng(task.seed).split('training'),
    signal: controller.signal,
    ...(task.folder !== null && {
      checkpoints: checkpointFolder(task.folder, { everySteps: task.everySteps, keepBest: 2 }),
    }),
    callbacks: [
      {
        onTrainStart: ({ resumed, totalSteps }) =>
          say({ kind: 'started', step: resumed?.step ?? 0, totalSteps }),
        onCheckpoint: ({ step }) => say({ kind: 'checkpoint', step }),
        onStep: ({ step }) => {
          if (step === task.stopAfter) controller.abort();
        },
      },
    ],
  },
);
const epochs = history.epochs.map(({ epoch, step, metrics }) => ({ epoch, step, metrics }));
say({
  kind: 'ended',
  reason: history.stopped.reason,
  weightsSha256: weightsSha256(trainable.exportState()),
  history: JSON.stringify({ epochs, bestEpoch: history.bestEpoch, stopped: history.stopped }),
});

/** Reviews of 2 … 12 words in which four of five telling words fit the label. */
function reviews(count: number, part: string): EncodedExample[] {
  const rng = new Rng(task.seed).split(part);
  return Array.from({ length: count }, (_, i) => {
    const label = rng.int(0, 1) as 0 | 1;
    const ids = Int32Array.from({ length: rng.int(2, 12) }, () => {
      if (rng.float() < 0.5) return rng.int(2, 19);
      const says = rng.float() < 0.8 ? label : 1 - label;
      return 20 + 2 * rng.int(0, 9) + (1 - says);
    });
    return { id: `${part}-${i}`, label, ids };
  });
}
