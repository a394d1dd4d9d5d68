import { defineExperiment } from 'sentilab/experiment';
import type { RunConfigInput } from 'sentilab/experiment';
import { categorical, int, space } from 'sentilab/tuning';

/** What each recipe changes in the best one. */
const RECIPES = {
  best: {},
  pure: { channels: null },
} as const satisfies Readonly<Record<string, Partial<RunConfigInput>>>;

/**
 * The most accurate recurrent model on the embedded sentences that needs nothing but this repository: GloVe vectors and
 * log-count ratios as channels. Over ten folds: npm run train -- experiments/rt-best.ts --cv 10
 */
export default defineExperiment({
  name: 'rt-best',
  title: 'The best BiLSTM on Rotten Tomatoes, and without channels',
  config: {
    data: { source: 'rt', split: { validation: 0.05, test: 0.1, seed: 1 } },
    text: { maxLength: 64, minFrequency: 1 },
    channels: { kind: 'nb-log-ratio' },
    embedding: { kind: 'glove', scale: 0.4 },
    model: { kind: 'bilstm', units: 64, dropout: { embedding: 0.3, head: 0.5 } },
    training: {
      epochs: 6,
      batchSize: 32,
      learningRate: 2e-3,
      schedule: 'warmup-cosine',
      optimizer: { kind: 'adamw' },
      patience: null,
      restore: 'last',
    },
  },
  space: space({ recipe: categorical(Object.keys(RECIPES) as (keyof typeof RECIPES)[]), repeat: int(0, 2) }),
  bind: { recipe: RECIPES },
  compare: { by: ['recipe'], over: 'repeat', baseline: 'pure' },
});
