import { UNK_ID, Vocabulary } from '../../text/index.ts';

/** Texts as word numbers, ready to be shared between threads. */
export interface Corpus {
  /** Most frequent first. */
  readonly words: readonly string[];
  /** How often each word occurs, [words]. */
  readonly counts: Float64Array;
  /** The words of all texts, one text after the other; words without a number are left out. */
  readonly ids: Int32Array;
  /** Text i is `ids[starts[i]] … ids[starts[i + 1] - 1]`, [texts + 1]. */
  readonly starts: Int32Array;
}

/**
 * Numbers the words that occur at least `minCount` times, the `maxWords` most frequent of them. Two passes, so that only
 * numbers are kept.
 *
 * @param texts can be gone through twice
 */
export function buildCorpus(
  texts: Iterable<readonly string[]>,
  { minCount, maxWords }: { readonly minCount: number; readonly maxWords: number },
): Corpus {
  const special = UNK_ID + 1; // <pad> and <unk>, which no text is made of
  const vocabulary = Vocabulary.build(texts, { minFrequency: minCount, maxSize: maxWords + special });
  const counts = vocabulary.counts.slice(special);
  const ids = new Int32Array(new SharedArrayBuffer(4 * counts.reduce((sum, count) => sum + count, 0)));
  const starts = [0];
  let length = 0;
  for (const text of texts) {
    for (const token of text) {
      const id = vocabulary.idOf(token) - special;
      if (id >= 0) ids[length++] = id;
    }
    starts.push(length);
  }
  const shared = new Int32Array(new SharedArrayBuffer(4 * starts.length));
  shared.set(starts);
  return { words: vocabulary.tokens.slice(special), counts: Float64Array.from(counts), ids, starts: shared };
}
