/** Draws a word with a probability proportional to count^0.75 in constant time (Walker's alias method). */
export interface NoiseTable {
  /** Probability of taking the slot's own word, [words]. */
  readonly own: Float32Array;
  /** The other word of the slot, [words]. */
  readonly other: Int32Array;
}

/** The noise distribution of Mikolov et al. (2013, section 2.2): unigram counts to the power of 0.75. */
export function noiseTable(counts: Float64Array): NoiseTable {
  const size = counts.length;
  const own = new Float32Array(new SharedArrayBuffer(4 * size)).fill(1);
  const other = new Int32Array(new SharedArrayBuffer(4 * size));
  const share = counts.map((count) => count ** 0.75);
  const mean = share.reduce((sum, value) => sum + value, 0) / size;
  const weight = share.map((value) => value / mean);
  const small: number[] = [];
  const large: number[] = [];
  weight.forEach((value, word) => (value < 1 ? small : large).push(word));
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.pop()!;
    own[less] = weight[less]!;
    other[less] = more;
    weight[more]! -= 1 - weight[less]!;
    (weight[more]! < 1 ? small : large).push(more);
  }
  return { own, other };
}

/**
 * How likely each word is kept: 1 for words below the share `sample` of the text, else falling with the square root of
 * its frequency, as word2vec's code has it (the paper's formula lacks the second term).
 */
export function keepProbabilities(counts: Float64Array, sample: number): Float32Array {
  const keep = new Float32Array(new SharedArrayBuffer(4 * counts.length)).fill(1);
  if (sample === 0) return keep;
  const threshold = sample * counts.reduce((sum, count) => sum + count, 0);
  counts.forEach((count, word) => {
    keep[word] = Math.min(1, (Math.sqrt(count / threshold) + 1) * (threshold / count));
  });
  return keep;
}
