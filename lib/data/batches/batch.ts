import { UserError } from '../../errors/index.ts';

/**
 * A batch of encoded examples, all in typed arrays: no tensor crosses the border between data and models.
 * `ids` is row-major [size, time], right-padded with 0 (`<pad>`).
 */
export interface Batch {
  readonly size: number;
  /** Padded length of the rows in tokens. */
  readonly time: number;
  /** Token ids, [size × time]. */
  readonly ids: Int32Array;
  /** Valid tokens per row, 1 … time. */
  readonly lengths: Int32Array;
  /** Class per row: 0 negative, 1 positive. */
  readonly labels: Int32Array;
  /** Ids of the examples in the data set, for error analysis. */
  readonly exampleIds: readonly string[];
  /** Numbers that come with every token beside its word vector; absent when the examples have none. */
  readonly channels?: Channels;
  /**
   * Probability of the positive class that the loss aims at, per row; absent when every row aims at its label. Only the
   * loss looks at it.
   */
  readonly targets?: Float32Array;
}

/** Numbers per token, given with the data. */
export interface Channels {
  /** Numbers of each token. */
  readonly count: number;
  /** Row-major [size, time, count]; 0 at padding. */
  readonly values: Float32Array;
}

/** An example as a model sees it. */
export interface EncodedExample {
  readonly id: string;
  readonly label: 0 | 1;
  /** Token ids, at least one. */
  readonly ids: Int32Array;
  /** Row-major [ids, channels]: numbers that come with every token. All examples of a batch have as many, or none has. */
  readonly channels?: Float32Array;
  /** Probability of the positive class that the loss aims at instead of the label: a soft label, 0 … 1. */
  readonly target?: number;
}

/**
 * Examples as one batch, in the order given, padded to the longest.
 *
 * @throws UserError when the examples have different numbers of channels
 */
export function toBatch(examples: readonly EncodedExample[]): Batch {
  const time = examples.reduce((longest, { ids }) => Math.max(longest, ids.length), 1);
  const ids = new Int32Array(examples.length * time); // 0 is <pad>
  examples.forEach((example, row) => ids.set(example.ids, row * time));
  return {
    size: examples.length,
    time,
    ids,
    lengths: Int32Array.from(examples, (example) => example.ids.length),
    labels: Int32Array.from(examples, ({ label }) => label),
    exampleIds: examples.map(({ id }) => id),
    ...channelsOf(examples, time),
    ...(examples.some(({ target }) => target !== undefined) && {
      targets: Float32Array.from(examples, ({ target, label }) => target ?? label),
    }),
  };
}

/** Channels of a batch, or nothing where the examples have none. */
function channelsOf(examples: readonly EncodedExample[], time: number): { readonly channels?: Channels } {
  const [count = 0, ...others] = new Set(
    examples.map(({ channels, ids }) => (channels?.length ?? 0) / ids.length),
  );
  if (others.length > 0 || !Number.isInteger(count))
    throw new UserError('The examples of a batch have the same number of channels at every token.', {
      field: 'channels',
      value: [count, ...others],
      fix: 'Compute the channels of all examples in the same way.',
    });
  if (count === 0) return {};
  const values = new Float32Array(examples.length * time * count);
  examples.forEach(({ channels = [] }, row) => values.set(channels, row * time * count));
  return { channels: { count, values } };
}

