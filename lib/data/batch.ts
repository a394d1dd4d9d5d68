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
