/** Sizes that come from the data, not from the configuration. */
export interface InputSizes {
  /** Words, `<pad>` and `<unk>` included. */
  readonly vocabularySize: number;
  /** Length of a word vector. */
  readonly dimensions: number;
  /** Numbers that come with every token beside its word vector; default 0. */
  readonly channels?: number;
}
