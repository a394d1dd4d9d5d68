import { UserError } from '../errors/index.ts';
import type { TextConfig } from './config.ts';

/** Fills the end of short rows in a batch. Its id is 0. */
export const PAD = '<pad>';
/** Stands for every token outside the vocabulary. Its id is 1. */
export const UNK = '<unk>';
export const PAD_ID = 0;
export const UNK_ID = 1;

/** Tokens in the order of their ids; the first two are `<pad>` and `<unk>`. Never changes once built. */
export class Vocabulary {
  /** `tokens[id]`. */
  readonly tokens: readonly string[];
  /** How often each token was in the training texts; `counts[1]` counts what fell to `<unk>`, `counts[0]` is 0. */
  readonly counts: readonly number[];
  readonly #ids: Map<string, number>;

  constructor(tokens: readonly string[], counts: readonly number[]) {
    this.#ids = new Map(tokens.map((token, id) => [token, id]));
    if (tokens[PAD_ID] !== PAD || tokens[UNK_ID] !== UNK)
      throw new UserError(`A vocabulary starts with ${PAD} and ${UNK}.`, {
        field: 'vocabulary',
        value: tokens.slice(0, 2),
      });
    if (this.#ids.size !== tokens.length)
      throw new UserError('A vocabulary holds every token once.', {
        field: 'vocabulary',
        value: tokens.find((token, id) => this.#ids.get(token) !== id),
      });
    if (counts.length !== tokens.length)
      throw new UserError('A vocabulary has one count per token.', {
        field: 'vocabulary',
        value: counts.length,
      });
    this.tokens = tokens;
    this.counts = counts;
  }

  /**
   * Counts tokens and keeps the frequent ones: most frequent first, equal counts by code unit order, so that the same
   * texts in any order give the same ids.
   */
  static build(
    texts: Iterable<readonly string[]>,
    config: Pick<TextConfig, 'minFrequency' | 'maxSize'>,
  ): Vocabulary {
    const counts = new Map<string, number>();
    for (const tokens of texts) for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
    // A text can not name the two special tokens: they would take an id twice.
    const special = (counts.get(PAD) ?? 0) + (counts.get(UNK) ?? 0);
    counts.delete(PAD);
    counts.delete(UNK);
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0));
    const frequent = sorted.filter(([, count]) => count >= config.minFrequency);
    const kept = frequent.slice(0, Math.max(0, config.maxSize - 2));
    const sum = (pairs: readonly (readonly [string, number])[]): number =>
      pairs.reduce((n, [, count]) => n + count, 0);
    return new Vocabulary(
      [PAD, UNK, ...kept.map(([token]) => token)],
      [0, special + sum(sorted) - sum(kept), ...kept.map(([, count]) => count)],
    );
  }

  get size(): number {
    return this.tokens.length;
  }

  has(token: string): boolean {
    return this.#ids.has(token);
  }

  /** The id of a token; 1 (`<unk>`) when it is not in the vocabulary. */
  idOf(token: string): number {
    return this.#ids.get(token) ?? UNK_ID;
  }

  /** The token of an id; `<unk>` for an id that does not exist. */
  tokenOf(id: number): string {
    return this.tokens[id] ?? UNK;
  }
}
