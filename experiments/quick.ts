import { defineExperiment } from 'sentilab/experiment';
import { categorical, float, int, space } from 'sentilab/tuning';

/** The default: three searches over a small BiLSTM on Rotten Tomatoes, a few CPU-minutes in all. */
export default defineExperiment({
  name: 'quick',
  title: 'BiLSTM on Rotten Tomatoes: grid, random and Bayesian search',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48, minFrequency: 2 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 32, head: [], dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 4, batchSize: 64, learningRate: 2e-3, clipNorm: 1, patience: 2 },
  },
  space: space({
    lr: float(3e-4, 2e-2, { scale: 'log' }),
    units: int(16, 64, { step: 16 }),
    dropout: float(0, 0.6),
    trainable: categorical([true, false]),
  }),
  bind: {
    lr: 'training.learningRate',
    units: 'model.units',
    dropout: 'model.dropout.embedding',
    trainable: 'embedding.trainable',
  },
  samplers: [
    { kind: 'grid', points: { lr: 3, units: [32, 64], dropout: [0.2], trainable: [true, false] } },
    { kind: 'random' },
    { kind: 'tpe', startupTrials: 4 },
  ],
  pruner: { kind: 'median', startupTrials: 4, warmupEpochs: 1 },
  trials: 12,
  seed: 1,
});
