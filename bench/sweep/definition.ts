import { defineExperiment } from 'sentilab/experiment';
import { float, int, space } from 'sentilab/tuning';

/** The search that is timed, on both sides: a TPE search over a small BiLSTM, every trial trained to its end. */
export default defineExperiment({
  name: 'bench-sweep',
  title: 'The search that is timed beside Optuna and PyTorch',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48, minFrequency: 1 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm' },
    training: { epochs: 4, batchSize: 32, schedule: 'warmup-cosine', patience: null },
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
  samplers: [{ kind: 'tpe', startupTrials: 4 }],
  pruner: { kind: 'none' },
  trials: 16,
  seed: 1,
});
