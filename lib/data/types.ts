/** One labelled review. */
export interface Example {
  /** Stable within its data set, e.g. `rt/pos/17` or `imdb/train/neg/12499_2`. */
  readonly id: string;
  readonly text: string;
  /** 0 negative, 1 positive. */
  readonly label: 0 | 1;
  /**
   * Examples of one group must not be parted by a split (reviews of one film lie together in IMDB's official order:
   * contiguous blocks of file ids are groups). Absent when examples are independent.
   */
  readonly group?: string;
  /**
   * Stars, 1–10, where the source tells them (IMDB's file names, a column of your own). No part of the id or of the
   * fingerprint, because not every way to the same data carries it.
   */
  readonly rating?: number;
}

/** A review without a label. */
export interface UnlabelledText {
  readonly id: string;
  readonly text: string;
  /** Stars, 1–10, where the source tells them. */
  readonly rating?: number;
}

export interface Dataset {
  /** `rt`, `imdb`, or the name of a file of your own. */
  readonly name: string;
  readonly title: string;
  /** Licence and source in one line, shown wherever examples are shown. */
  readonly attribution: string;
  readonly labels: readonly ['negative', 'positive'];
  readonly examples: readonly Example[];
  /** SHA-256 over ids, labels and texts: names the data in records. */
  readonly fingerprint: string;
}

export type SplitKind = 'random-stratified' | 'blocks' | 'stratified' | 'stable';

/** Three disjoint parts; no text (after whitespace folding) is in two of them. */
export interface Split {
  readonly kind: SplitKind;
  readonly seed: number;
  readonly train: readonly Example[];
  readonly validation: readonly Example[];
  readonly test: readonly Example[];
  /** Examples in no part: only `stable` leaves any, where a text belongs to two texts of different parts. */
  readonly leftOut: readonly Example[];
  /** SHA-256 over the ids of each part: names the split in records. */
  readonly fingerprint: string;
}
