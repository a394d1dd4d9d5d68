import type { AugmentConfigInput } from 'sentilab/augment';
import { defineExperiment } from 'sentilab/experiment';
import { categorical, int, space } from 'sentilab/tuning';

/** EDA with the paper's strength and number of copies for the size of the data; the others add one copy of each text. */
const AUGMENTATIONS = {
  none: { augmenters: [] },
  eda: { augmenters: [{ kind: 'eda' }] },
  wordnet: { augmenters: [{ kind: 'wordnet' }] },
  neighbours: { augmenters: [{ kind: 'neighbours' }] },
  aeda: { augmenters: [{ kind: 'aeda' }] },
  typos: { augmenters: [{ kind: 'typos' }] },
  contractions: { augmenters: [{ kind: 'contractions' }] },
} satisfies Readonly<Record<string, AugmentConfigInput>>;

const names = Object.keys(AUGMENTATIONS) as (keyof typeof AUGMENTATIONS)[];

/**
 * Learning curves: a small model on 500, 2,000 and 6,800 sentences, without and with augmentation, six seeds each. The
 * fewer sentences, the more epochs, with patience: without augmentation too every model trains for as long as it gains.
 */
export default defineExperiment({
  name: 'augment',
  title: 'Augmentation by size of the training data, on Rotten Tomatoes',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 }, trainSize: 6800 },
    augment: { augmenters: [] },
    text: { maxLength: 48, minFrequency: 1 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 16, dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 5, batchSize: 32, learningRate: 4e-3, schedule: 'warmup-cosine', patience: 2 },
  },
  space: space({
    augmenter: categorical(names),
    size: categorical([500, 2000, 6800]),
    repeat: int(0, 5),
  }),
  bind: {
    augmenter: Object.fromEntries(
      Object.entries(AUGMENTATIONS).map(([name, augment]) => [name, { augment }]),
    ),
    size: {
      500: { data: { trainSize: 500 }, training: { epochs: 16, patience: 4 } },
      2000: { data: { trainSize: 2000 }, training: { epochs: 8, patience: 3 } },
      6800: { data: { trainSize: 6800 } },
    },
  },
  compare: { by: ['augmenter', 'size'], over: 'repeat', baseline: 'none' },
});
