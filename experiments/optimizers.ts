import { defineExperiment } from 'sentilab/experiment';
import type { TrainingConfigInput } from 'sentilab/training';
import { categorical, int, space } from 'sentilab/tuning';

/** One optimizer each, with a learning rate of its own scale: signs and plain gradients are of another size than Adam's. */
const OPTIMIZERS = {
  adam: { optimizer: { kind: 'adam' }, learningRate: 4e-3 },
  adamw: { optimizer: { kind: 'adamw' }, learningRate: 4e-3 },
  rmsprop: { optimizer: { kind: 'rmsprop' }, learningRate: 2e-3 },
  nesterov: { optimizer: { kind: 'sgd', momentum: 0.9, nesterov: true }, learningRate: 0.3 },
  lion: { optimizer: { kind: 'lion' }, learningRate: 5e-4 },
} as const satisfies Readonly<Record<string, TrainingConfigInput>>;

const names = Object.keys(OPTIMIZERS) as (keyof typeof OPTIMIZERS)[];

/** The same small model under five optimizers, three seeds each. */
export default defineExperiment({
  name: 'optimizers',
  title: 'Optimizers for a small BiLSTM on Rotten Tomatoes',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48, minFrequency: 1 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 16, dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 4, batchSize: 32, schedule: 'warmup-cosine', patience: 2 },
  },
  space: space({ optimizer: categorical(names), repeat: int(0, 2) }),
  bind: {
    optimizer: Object.fromEntries(Object.entries(OPTIMIZERS).map(([name, training]) => [name, { training }])),
  },
  compare: { by: ['optimizer'], over: 'repeat', baseline: 'adam' },
});
