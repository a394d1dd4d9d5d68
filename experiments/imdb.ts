import { defineExperiment } from 'sentilab/experiment';
import { float, int, space } from 'sentilab/tuning';

/** The serious one: 25,000 IMDB reviews, validation and test in contiguous blocks of the official order. Takes hours. */
export default defineExperiment({
  name: 'imdb',
  title: 'BiLSTM on IMDB: grid, random and Bayesian search',
  config: {
    data: { source: 'imdb', split: { kind: 'blocks', validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 256, truncate: 'head+tail', minFrequency: 2, maxSize: 30_000 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 64, head: [], dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 3, batchSize: 32, learningRate: 2e-3, schedule: 'warmup-cosine', patience: 1 },
  },
  space: space({
    lr: float(5e-4, 1e-2, { scale: 'log' }),
    units: int(32, 128, { step: 32 }),
    embeddingDropout: float(0, 0.5),
    headDropout: float(0, 0.6),
  }),
  bind: {
    lr: 'training.learningRate',
    units: 'model.units',
    embeddingDropout: 'model.dropout.embedding',
    headDropout: 'model.dropout.head',
  },
  samplers: [
    { kind: 'grid', points: { lr: 3, units: [64, 128], embeddingDropout: [0.3], headDropout: [0.2, 0.5] } },
    { kind: 'random' },
    { kind: 'tpe', startupTrials: 6 },
  ],
  pruner: { kind: 'median', startupTrials: 4, warmupEpochs: 1 },
  trials: 20,
  seed: 1,
});
