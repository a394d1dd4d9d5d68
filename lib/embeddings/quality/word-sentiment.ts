/** How a word leans, and how often it was seen. */
export interface WordSentiment {
  readonly word: string;
  /** Log of the ratio of its shares in positive and negative texts; above 0 it speaks for the positive class. */
  readonly ratio: number;
  /** Texts that have it. */
  readonly texts: number;
}

/**
 * The naive Bayes log-count ratio of every word (Wang & Manning 2012, section 2.1): in how many texts of each class it
 * stands, with `alpha` added. What colours pictures of vectors.
 *
 * @param tokens per text
 * @param labels 0 or 1 per text
 * @param alpha smoothing; default 1
 * @returns most frequent first
 */
export function wordSentiment(
  tokens: readonly (readonly string[])[],
  labels: ArrayLike<number>,
  alpha = 1,
): WordSentiment[] {
  const counts = new Map<string, [number, number]>();
  tokens.forEach((list, i) => {
    for (const word of new Set(list)) {
      const pair = counts.get(word) ?? [0, 0];
      pair[labels[i] === 1 ? 1 : 0]++;
      counts.set(word, pair);
    }
  });
  let [negative, positive] = [0, 0];
  for (const pair of counts.values()) {
    negative += pair[0] + alpha;
    positive += pair[1] + alpha;
  }
  const shift = Math.log(negative / positive);
  return [...counts]
    .map(([word, [n, p]]) => ({ word, ratio: Math.log((p + alpha) / (n + alpha)) + shift, texts: n + p }))
    .sort((a, b) => b.texts - a.texts || (a.word < b.word ? -1 : 1));
}
