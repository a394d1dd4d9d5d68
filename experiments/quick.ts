import { defineExperiment } from 'sentilab/experiment';
import { float, int, space } from 'sentilab/tuning';

/** The default: three searches over a small BiLSTM on Rotten Tomatoes, a few CPU-minutes in all. */
export default defineExperiment({
  name: 'quick',
  title: 'BiLSTM on Rotten Tomatoes: grid, random and Bayesian search',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48, minFrequency: 1 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 32, dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 5, batchSize: 32, learningRate: 4e-3, schedule: 'warmup-cosine', patience: 2 },
  },
  space: space({
    lr: float(1e-3, 1e-2, { scale: 'log' }),
    units: int(16, 48, { step: 16 }),
    embeddingDropout: float(0, 0.6),
    headDropout: float(0, 0.7),
  }),
  bind: {
    lr: 'training.learningRate',
    units: 'model.units',
    embeddingDropout: 'model.dropout.embedding',
    headDropout: 'model.dropout.head',
  },
  samplers: [
    { kind: 'grid', points: { lr: 3, units: [16, 32], embeddingDropout: [0.3], headDropout: [0.2, 0.5] } },
    { kind: 'random' },
    { kind: 'tpe', startupTrials: 4 },
  ],
  pruner: { kind: 'median', startupTrials: 4, warmupEpochs: 1 },
  trials: 12,
  seed: 1,
});
