import { defineExperiment } from 'sentilab/experiment';
import type { TextConfigInput } from 'sentilab/text';
import { categorical, int, space } from 'sentilab/tuning';

type Steps = NonNullable<TextConfigInput['steps']>;

/** What every pipeline does to a text before it is cut into tokens. */
const CLEAN: Steps = [{ kind: 'html' }, { kind: 'unicode' }, { kind: 'lowercase' }];
const PLAIN: Steps = [...CLEAN, { kind: 'glove' }];

/** One text configuration per pipeline. Subwords and bigrams make more tokens of a text, so more of them are kept. */
const PIPELINES = {
  plain: { steps: PLAIN },
  words: { steps: [...CLEAN, { kind: 'words' }] },
  wink: { steps: [...CLEAN, { kind: 'wink' }] },
  bpe: { steps: [...CLEAN, { kind: 'bpe', vocabSize: 4000 }], maxLength: 72 },
  'no-stop-words': { steps: [...PLAIN, { kind: 'stop-words', punctuation: true }] },
  negation: { steps: [...PLAIN, { kind: 'negation' }] },
  stem: { steps: [...PLAIN, { kind: 'stem' }] },
  lemma: { steps: [...PLAIN, { kind: 'lemma' }] },
  // The sentences of rt are in lower case: only names in compromise's lists are found.
  names: { steps: [...PLAIN, { kind: 'entities', mode: 'mask' }] },
  bigrams: { steps: [...PLAIN, { kind: 'ngrams', to: 2 }], maxLength: 96, minFrequency: 2 },
} as const satisfies Readonly<Record<string, TextConfigInput>>;

const names = Object.keys(PIPELINES) as (keyof typeof PIPELINES)[];

/** The same small model over ten text pipelines, with pretrained and with random vectors, three seeds each. */
export default defineExperiment({
  name: 'text',
  title: 'Text pipelines for a small BiLSTM on Rotten Tomatoes',
  config: {
    data: { source: 'rt', split: { validation: 0.1, test: 0.1, seed: 1 } },
    text: { maxLength: 48, minFrequency: 1 },
    embedding: { kind: 'glove', trainable: true },
    model: { kind: 'bilstm', units: 16, dropout: { embedding: 0.3, head: 0.5 } },
    training: { epochs: 4, batchSize: 32, learningRate: 4e-3, schedule: 'warmup-cosine', patience: 2 },
  },
  space: space({
    pipeline: categorical(names),
    vectors: categorical(['glove', 'random']),
    repeat: int(0, 2),
  }),
  bind: {
    pipeline: Object.fromEntries(Object.entries(PIPELINES).map(([name, text]) => [name, { text }])),
    vectors: {
      glove: { embedding: { kind: 'glove', trainable: true } },
      random: { embedding: { kind: 'random', dimensions: 50, trainable: true } },
    },
  },
  compare: { by: ['pipeline', 'vectors'], over: 'repeat', baseline: 'plain' },
});
