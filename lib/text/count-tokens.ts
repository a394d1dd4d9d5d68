import type { Compiled } from './compile.ts';
import type { TextConfig } from './config.ts';
import { BOS, EOS, PAD, UNK } from './special-tokens.ts';

/** What of a text configuration decides about the vocabulary. */
export type VocabularyConfig = Pick<TextConfig, 'minFrequency' | 'maxSize'> &
  Partial<Pick<TextConfig, 'maxFrequency' | 'maxDocumentShare' | 'bos' | 'eos' | 'specialTokens'>>;

/** Counts the tokens of training texts, one text at a time, and says which of them make the vocabulary. */
export class TokenCounter {
  readonly #config: VocabularyConfig;
  readonly #counts = new Map<string, number>();
  /** In how many texts a token is; kept only where it is asked for, for it costs a set per text. */
  readonly #documents: Map<string, number> | null;
  #texts = 0;

  constructor(config: VocabularyConfig) {
    this.#config = config;
    this.#documents = (config.maxDocumentShare ?? 1) < 1 ? new Map() : null;
  }

  /** Counts tokens that were seen so many times, in how many texts does not matter. */
  addTimes(tokens: readonly string[], times: number): void {
    const counts = this.#counts;
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + times);
  }

  /** Counts the tokens of one text. */
  add(tokens: readonly string[]): void {
    this.#texts++;
    this.addTimes(tokens, 1);
    if (!this.#documents) return;
    for (const token of new Set(tokens)) this.#documents.set(token, (this.#documents.get(token) ?? 0) + 1);
  }

  /**
   * Special tokens first, then the kept ones by falling frequency, equal counts by code unit order, so that the same
   * texts in any order give the same ids. All others are counted as `<unk>`.
   */
  ranked(): { readonly tokens: string[]; readonly counts: number[] } {
    const { minFrequency, maxSize, maxFrequency, maxDocumentShare, bos, eos, specialTokens } = this.#config;
    const own = specialTokens ?? [];
    const marks = [...(bos ? [BOS] : []), ...(eos ? [EOS] : [])];
    const counts = new Map(this.#counts);
    // A text can not name these: they would take an id twice.
    const named = this.#take(counts, [PAD, UNK, ...marks]).reduce((sum, count) => sum + count, 0);
    const ownCounts = this.#take(counts, own);
    const all = [...counts];
    const kept = all
      .filter(
        ([token, count]) =>
          count >= minFrequency &&
          count <= (maxFrequency ?? Infinity) &&
          (this.#documents?.get(token) ?? 0) <= (maxDocumentShare ?? 1) * this.#texts,
      )
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0))
      .slice(0, Math.max(0, maxSize - 2 - marks.length - own.length));
    const sum = (pairs: readonly (readonly [string, number])[]): number =>
      pairs.reduce((n, [, count]) => n + count, 0);
    return {
      tokens: [PAD, UNK, ...marks, ...own, ...kept.map(([token]) => token)],
      counts: [
        0,
        named + sum(all) - sum(kept),
        ...marks.map(() => 0),
        ...ownCounts,
        ...kept.map(([, count]) => count),
      ],
    };
  }

  #take(counts: Map<string, number>, tokens: readonly string[]): number[] {
    return tokens.map((token) => {
      const count = counts.get(token) ?? 0;
      counts.delete(token);
      return count;
    });
  }
}

/** Counts the tokens of all texts, each chunk's tokens once for all the times it was seen where that gives the same. */
export async function countTokens(
  texts: Iterable<string> | AsyncIterable<string>,
  { chunks, normalize, tokens }: Compiled,
  config: TextConfig,
): Promise<{ readonly tokens: string[]; readonly counts: number[] }> {
  const counter = new TokenCounter(config);
  if (!chunks || config.maxDocumentShare < 1) {
    for await (const text of texts) counter.add(tokens(text));
    return counter.ranked();
  }
  let times: Int32Array = new Int32Array(1 << 10);
  const writeDown = (): void => {
    for (let chunk = 0; chunk < chunks.size; chunk++) {
      const seen = times[chunk] ?? 0;
      if (seen > 0) counter.addTimes(chunks.value(chunk), seen);
    }
    times.fill(0);
  };
  const count = (chunk: number): void => {
    if (chunk >= times.length) {
      const larger = new Int32Array(2 * times.length);
      larger.set(times);
      times = larger;
    }
    times[chunk] = (times[chunk] as number) + 1;
  };
  const end = chunks.beforeForgetting(writeDown);
  for await (const text of texts) chunks.each(normalize(text), count);
  end();
  writeDown();
  return counter.ranked();
}
