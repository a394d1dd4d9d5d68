import { PairTable } from './pair-table.ts';

/** A vocabulary as JSON: words by id, bigrams as a flat list of pairs of word ids. */
export interface NgramVocabularyJson {
  readonly words: readonly string[];
  readonly bigrams: readonly number[];
}

/**
 * Numbers the unigrams and bigrams that occur in at least `minDf` documents: first the words in the order they are
 * first met, then the bigrams. A document becomes the ascending numbers of what it contains; how often does not
 * matter (binary presence).
 */
export class NgramVocabulary {
  readonly words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #bigrams: PairTable;

  private constructor(words: readonly string[], bigrams: PairTable) {
    this.words = words;
    this.#ids = new Map(words.map((word, id) => [word, id]));
    this.#bigrams = bigrams;
  }

  /** Number of features: words and bigrams together. */
  get size(): number {
    return this.words.length + this.#bigrams.size;
  }

  /** Words and pairs of neighbours that occur in at least `minDf` of the documents. */
  static fit(documents: readonly (readonly string[])[], minDf: number): NgramVocabulary {
    const counts = new Map<string, number>();
    for (const document of documents)
      for (const word of new Set(document)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const words = [...counts].filter(([, count]) => count >= minDf).map(([word]) => word);

    // A bigram is at most as frequent as its words: those with a rare word need no counting.
    const { table, frequencies } = countPairs(documents, new NgramVocabulary(words, new PairTable()));
    const kept = new PairTable();
    for (let i = 0; i < table.size; i++) if ((frequencies[i] ?? 0) >= minDf) kept.add(...table.pair(i));
    return new NgramVocabulary(words, kept);
  }

  static fromJSON(json: NgramVocabularyJson): NgramVocabulary {
    const bigrams = new PairTable();
    for (let i = 0; i + 1 < json.bigrams.length; i += 2)
      bigrams.add(json.bigrams[i] ?? -1, json.bigrams[i + 1] ?? -1);
    return new NgramVocabulary(json.words, bigrams);
  }

  toJSON(): NgramVocabularyJson {
    const bigrams = Array.from({ length: this.#bigrams.size }, (_, i) => this.#bigrams.pair(i)).flat();
    return { words: this.words, bigrams };
  }

  /** Whether a word is in the vocabulary. */
  knows(word: string): boolean {
    return this.#ids.has(word);
  }

  /** Word ids of a document, -1 where a word is not in the vocabulary. */
  wordIds(document: readonly string[]): Int32Array {
    return Int32Array.from(document, (word) => this.#ids.get(word) ?? -1);
  }

  /** The features a document contains, ascending, each once; empty when it contains none. */
  encode(document: readonly string[]): Int32Array {
    const ids = this.wordIds(document);
    const features = new Set<number>();
    ids.forEach((id, i) => {
      if (id < 0) return;
      features.add(id);
      const bigram = i === 0 ? -1 : this.#bigrams.find(ids[i - 1] ?? -1, id);
      if (bigram >= 0) features.add(this.words.length + bigram);
    });
    return Int32Array.from(features).sort();
  }

  /** A feature as text: `good`, `not good`. */
  nameOf(feature: number): string {
    if (feature < this.words.length) return this.words[feature] ?? '';
    const [left, right] = this.#bigrams.pair(feature - this.words.length);
    return `${this.words[left] ?? ''} ${this.words[right] ?? ''}`;
  }
}

/** In how many documents each pair of known neighbours occurs. */
function countPairs(
  documents: readonly (readonly string[])[],
  vocabulary: NgramVocabulary,
): { readonly table: PairTable; readonly frequencies: Int32Array } {
  const table = new PairTable();
  let frequencies: Int32Array = new Int32Array(1024);
  let lastSeenIn: Int32Array = new Int32Array(1024).fill(-1);
  documents.forEach((document, number) => {
    const ids = vocabulary.wordIds(document);
    for (let i = 1; i < ids.length; i++) {
      const [left, right] = [ids[i - 1] ?? -1, ids[i] ?? -1];
      if (left < 0 || right < 0) continue;
      const pair = table.add(left, right);
      if (pair >= frequencies.length) {
        frequencies = doubled(frequencies, 0);
        lastSeenIn = doubled(lastSeenIn, -1);
      }
      if (lastSeenIn[pair] === number) continue;
      lastSeenIn[pair] = number;
      frequencies[pair] = (frequencies[pair] ?? 0) + 1;
    }
  });
  return { table, frequencies };
}

function doubled(array: Int32Array, fill: number): Int32Array {
  const larger = new Int32Array(array.length * 2).fill(fill, array.length);
  larger.set(array);
  return larger;
}
