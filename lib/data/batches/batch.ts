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
}

/** An example as a model sees it. */
export interface EncodedExample {
  readonly id: string;
  readonly label: 0 | 1;
  /** Token ids, at least one. */
  readonly ids: Int32Array;
}

/** Examples as one batch, in the order given, padded to the longest. */
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
  };
}

