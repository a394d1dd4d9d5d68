import { defineExperiment } from 'sentilab/experiment';
import type { RunConfigInput } from 'sentilab/experiment';
import { categorical, int, space } from 'sentilab/tuning';

/** What each recipe leaves out of the best one. */
const RECIPES = {
  best: {},
  hybrid: { pseudoLabels: null, training: { epochs: 3 } },
  pure: { pseudoLabels: null, channels: null, training: { epochs: 3 } },
} as const satisfies Readonly<Record<string, Partial<RunConfigInput>>>;

/**
 * The most accurate recurrent model of this project, and what is behind it: word vectors trained on the training and the
 * unlabelled reviews (pure), log-count ratios as channels (hybrid), labels of a teacher on the unlabelled reviews (best).
 * Reviews of one film lie in one part. Nothing was chosen on the test part.
 *
 * Needs the 50,000 unlabelled reviews of the official archive: npm run data -- imdb --part unlabelled
 */
export default defineExperiment({
  name: 'imdb-best',
  title: 'The best BiLSTM on IMDB, and without its additions',
  config: {
    data: {
      source: 'imdb',
      split: { kind: 'blocks', validation: 0.02, test: 0.2, seed: 1, duplicates: 'near' },
    },
    text: { maxLength: 256, truncate: 'head+tail', minFrequency: 2, maxSize: 30_000 },
    channels: { kind: 'nb-log-ratio' },
    embedding: {
      kind: 'skip-gram',
      dimensions: 100,
      epochs: 3,
      sample: 1e-4,
      unlabelled: true,
      scale: 0.4,
    },
    model: { kind: 'bilstm', units: 64, dropout: { embedding: 0.3, head: 0.5 } },
    training: {
      epochs: 2, // of three and a half times as many examples
      batchSize: 32,
      learningRate: 2e-3,
      schedule: 'warmup-cosine',
      optimizer: { kind: 'adamw' },
      patience: null,
      restore: 'last',
    },
    pseudoLabels: { labels: 'soft', teacherEpochs: 3 },
  },
  space: space({ recipe: categorical(Object.keys(RECIPES) as (keyof typeof RECIPES)[]), repeat: int(0, 2) }),
  bind: { recipe: RECIPES },
  compare: { by: ['recipe'], over: 'repeat', baseline: 'pure' },
});
