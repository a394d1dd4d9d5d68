import { UserError } from '../errors/index.ts';
import { TokenCounter } from './count-tokens.ts';
import type { VocabularyConfig } from './count-tokens.ts';
import { PAD, PAD_ID, UNK, UNK_ID } from './special-tokens.ts';

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
   * Counts tokens and keeps the right ones: special tokens first, then by falling frequency, equal counts by code unit
   * order, so that the same texts in any order give the same ids.
   */
  static build(texts: Iterable<readonly string[]>, config: VocabularyConfig): Vocabulary {
    const counter = new TokenCounter(config);
    for (const tokens of texts) counter.add(tokens);
    const { tokens, counts } = counter.ranked();
    return new Vocabulary(tokens, counts);
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
