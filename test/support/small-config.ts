import type { RunConfigInput } from 'sentilab/experiment';

/** A BiLSTM of four units on 400 made-up texts: a training of a fraction of a second that learns. */
export const SMALL_CONFIG: RunConfigInput = {
  data: { source: { kind: 'synthetic', examples: 400 }, split: { seed: 1 } },
  text: { maxLength: 10 },
  embedding: { kind: 'random', dimensions: 8 },
  model: { kind: 'bilstm', units: 4 },
  training: { epochs: 3, batchSize: 32 },
};
