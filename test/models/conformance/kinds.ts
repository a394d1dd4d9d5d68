import { parseModelConfig } from '../../../lib/models/index.ts';
import type { NetworkConfigInput, NetworkConfig } from '../../../lib/models/index.ts';

/** Small configurations of one kind, by a word that tells them apart; between them every option is switched on once. */
type Variants<K extends NetworkConfig['kind']> = {
  readonly [variant: string]: Extract<NetworkConfigInput, { kind: K }>;
};

/** Every option of a recurrent model that the other variants leave alone. */
const DEEP = {
  units: 6,
  layers: 2,
  projection: 5,
  initialState: 'learned',
  pooling: 'last',
  dropout: { words: 0.1, rows: 0.05, embedding: 0, between: 0.1, recurrent: 0.1, head: 0 },
} as const;

/** A transformer as small as it gets. */
const TINY = { kind: 'transformer', size: 6, layers: 1, heads: 2, headSize: 3, feedForward: 8 } as const;

/** Every kind of model that is trained step by step. A new kind that is not listed here does not compile. */
export const KINDS: { readonly [K in NetworkConfig['kind']]: Variants<K> } = {
  bilstm: {
    plain: { kind: 'bilstm', units: 6, dropout: { embedding: 0, head: 0 } },
    full: {
      kind: 'bilstm',
      units: 6,
      pooling: 'last',
      head: [8],
      dropout: { embedding: 0.1, head: 0.1 },
    },
    deep: { kind: 'bilstm', ...DEEP },
    attention: {
      kind: 'bilstm',
      units: 6,
      pooling: { kind: 'attention', size: 5 },
      dropout: { embedding: 0, head: 0 },
    },
  },
  gru: {
    plain: { kind: 'gru', units: 6, dropout: { embedding: 0, head: 0 } },
    deep: { kind: 'gru', ...DEEP },
    'self-attention': {
      kind: 'gru',
      units: 6,
      directions: 'backward',
      pooling: { kind: 'self-attention', heads: 2, headSize: 3 },
      dropout: { embedding: 0, head: 0 },
    },
  },
  cnn: {
    rich: {
      kind: 'cnn',
      widths: [2, 3],
      filters: 12,
      head: [8],
      dropout: { words: 0.02, rows: 0.02, embedding: 0.02, head: 0.05 },
    },
  },
  fasttext: {
    rich: {
      kind: 'fasttext',
      ngrams: 3,
      buckets: 50,
      head: [8],
      dropout: { words: 0.05, rows: 0.05, embedding: 0.05, head: 0.1 },
    },
  },
  transformer: {
    plain: { ...TINY, dropout: { embedding: 0, residual: 0, head: 0 } },
    rich: {
      ...TINY,
      layers: 2,
      activation: 'gelu',
      positions: 'learned',
      maxPositions: 8,
      pooling: 'attention',
      dropout: { words: 0.05, rows: 0.05, embedding: 0.05, residual: 0.05, head: 0.1 },
    },
  },
};

/** One configuration to test. */
export interface Variant {
  /** `bilstm, plain`. */
  readonly title: string;
  readonly config: NetworkConfigInput;
}

export const VARIANTS: readonly Variant[] = Object.entries(KINDS).flatMap(([kind, variants]) =>
  Object.entries<NetworkConfigInput>(variants).map(([variant, config]) => ({
    title: `${kind}, ${variant}`,
    config,
  })),
);

/** Epochs over synthetic reviews that a kind needs to learn them; those that need fewer spare the tests' time. */
export const EPOCHS: Readonly<Record<NetworkConfig['kind'], number>> = {
  bilstm: 5,
  gru: 5,
  cnn: 14,
  fasttext: 3,
  transformer: 3,
};

/** Titles of the variants that say which tokens they looked at. */
export const ATTENTIVE: ReadonlySet<string> = new Set([
  'bilstm, attention',
  'gru, self-attention',
  'transformer, plain',
  'transformer, rich',
]);

/** The same configuration with every dropout at 0: what is left depends on weights and batch alone. */
export function withoutDropout(config: NetworkConfigInput): NetworkConfigInput {
  const parsed = parseModelConfig(config);
  const dropout = Object.fromEntries(Object.keys(parsed.dropout).map((name) => [name, 0]));
  return { ...config, dropout };
}
