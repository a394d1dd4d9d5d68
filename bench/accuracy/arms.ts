import type { RunConfigInput } from 'sentilab/experiment';

/** A recipe to measure: the best one of `experiments/imdb-best.ts` with changes. */
export interface Arm {
  readonly name: string;
  /** What it is, in a table. */
  readonly title: string;
  /** Fields that replace those of the recipe; objects of the same kind are merged. */
  readonly change: RecipeChange;
  /** The arm that it is held against, seed by seed; null: only NB-SVM. */
  readonly against: string | null;
}

type Partially<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Partially<T[K]> }
    : T;

/** Any part of a run configuration. */
export type RecipeChange = Partially<RunConfigInput>;

const noLabels = { pseudoLabels: null, training: { epochs: 3 } } as const;
const pure = { ...noLabels, channels: null };
const random = {
  data: { split: { kind: 'random-stratified', validation: 0.02, test: 0.2, seed: 1, duplicates: 'near' } },
} as const;

/** What is measured, the figures that matter most first. */
export const ARMS: readonly Arm[] = [
  { name: 'pure', title: 'pure: tokens, skip-gram vectors', change: pure, against: null },
  { name: 'hybrid', title: 'hybrid: and log-ratio channels', change: noLabels, against: 'pure' },
  { name: 'best', title: 'best: and pseudo-labels', change: {}, against: 'hybrid' },
  { name: 'hybrid-random', title: 'hybrid, random split', change: { ...noLabels, ...random }, against: null },
  { name: 'best-random', title: 'best, random split', change: random, against: 'hybrid-random' },
  {
    name: 'glove',
    title: 'GloVe 50d in place of skip-gram',
    change: { ...pure, embedding: { kind: 'glove', scale: 0.4 } },
    against: 'pure',
  },
  {
    name: 'random-vectors',
    title: 'random vectors in place of skip-gram',
    change: { ...pure, embedding: { kind: 'random', dimensions: 100 } },
    against: 'pure',
  },
  {
    name: 'head-only',
    title: 'first 256 tokens in place of head + tail',
    change: { ...pure, text: { truncate: 'head' } },
    against: 'pure',
  },
  {
    name: 'last',
    title: 'last outputs in place of max + mean',
    change: { ...pure, model: { kind: 'bilstm', pooling: 'last' } },
    against: 'pure',
  },
  {
    name: 'attention',
    title: 'additive attention in place of max + mean',
    change: { ...pure, model: { kind: 'bilstm', pooling: 'attention' } },
    against: 'pure',
  },
  {
    name: 'shuffle',
    title: 'plain shuffle in place of length buckets',
    change: { ...pure, training: { epochs: 3, lengthNoise: 1e6 } },
    against: 'pure',
  },
  {
    name: 'ema',
    title: 'exponential moving average of the weights (0.999)',
    change: { ...pure, training: { epochs: 3, averaging: { kind: 'ema' } } },
    against: 'pure',
  },
  {
    name: 'units-128',
    title: '128 units in place of 64',
    change: { ...pure, model: { kind: 'bilstm', units: 128 } },
    against: 'pure',
  },
  {
    name: 'smoothing',
    title: 'label smoothing 0.1',
    change: { ...pure, training: { epochs: 3, loss: { kind: 'cross-entropy', labelSmoothing: 0.1 } } },
    against: 'pure',
  },
  {
    name: 'gru',
    title: 'GRU in place of LSTM',
    change: { ...pure, model: { kind: 'gru' } },
    against: 'pure',
  },
  {
    name: 'self-attention',
    title: 'self-attention of four heads over the outputs',
    change: { ...pure, model: { kind: 'bilstm', pooling: 'self-attention' } },
    against: 'pure',
  },
  {
    name: 'fgm',
    title: 'adversarial training (FGM)',
    change: { ...pure, training: { epochs: 3, adversarial: { kind: 'fgm' } } },
    against: 'pure',
  },
  {
    name: 'vat',
    title: 'virtual adversarial training (VAT)',
    change: { ...pure, training: { epochs: 3, adversarial: { kind: 'vat' } } },
    against: 'pure',
  },
];
