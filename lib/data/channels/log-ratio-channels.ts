import { UserError } from '../../errors/index.ts';
import type { ChannelsConfig } from './config.ts';
import { pairPlace } from './pair-place.ts';
import { PresenceCounts, logCountRatios } from './presence-counts.ts';

/** A training document: the ids of its whole text, and its class. */
export interface LabelledIds {
  readonly ids: Int32Array;
  readonly label: 0 | 1;
}

/** The tables as named arrays, as they lie in a model folder. */
export interface ChannelTable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const WORDS = 'channels/words';
const PAIRS = 'channels/pairs';

/**
 * Three numbers per token: the log-count ratio of the word, of the pair with the word before it, and of the pair with the
 * word after it (0 where there is none). Above 0 speaks for the positive class. Immutable once fitted.
 */
export class LogRatioChannels {
  /** Numbers per token. */
  static readonly count = 3;
  readonly #words: Float32Array;
  readonly #pairs: Float32Array;
  readonly #bits: number;

  private constructor(words: Float32Array, pairs: Float32Array) {
    this.#words = words;
    this.#pairs = pairs;
    this.#bits = Math.log2(pairs.length);
  }

  /**
   * Ratios out of labelled documents. A document's own channels must come from ratios fitted without it, see
   * `crossFitChannels`: otherwise they tell its label.
   *
   * @param words size of the vocabulary
   */
  static fit(documents: readonly LabelledIds[], words: number, config: ChannelsConfig): LogRatioChannels {
    const counts = new PresenceCounts(words, config.bits);
    for (const { ids, label } of documents) counts.add(ids, label);
    return LogRatioChannels.of(counts, config);
  }

  /** Ratios out of counts. */
  static of({ words, pairs }: PresenceCounts, { alpha }: ChannelsConfig): LogRatioChannels {
    return new LogRatioChannels(
      Float32Array.from(logCountRatios(words, alpha)),
      Float32Array.from(logCountRatios(pairs, alpha)),
    );
  }

  /**
   * What `toTables` gave.
   *
   * @throws UserError when a table is missing or has an impossible size
   */
  static fromTables(tables: readonly ChannelTable[]): LogRatioChannels {
    const [words, pairs] = [WORDS, PAIRS].map((name) => tables.find((table) => table.name === name)?.values);
    if (!words || !pairs || !Number.isInteger(Math.log2(pairs.length)))
      throw new UserError('These are not the tables of log-count ratios.', {
        field: 'channels',
        value: tables.map(({ name, shape }) => `${name} [${shape.join()}]`),
        fix: `Give ${WORDS} and ${PAIRS}, the second with a power of two as its length.`,
      });
    return new LogRatioChannels(words.slice(), pairs.slice());
  }

  toTables(): ChannelTable[] {
    return [
      { name: WORDS, shape: [this.#words.length], values: this.#words.slice() },
      { name: PAIRS, shape: [this.#pairs.length], values: this.#pairs.slice() },
    ];
  }

  /**
   * The channels of a text, row-major [ids, 3].
   *
   * @param ids of the text as the model reads it: where its middle was cut out, the pair across the cut counts as one
   */
  of(ids: Int32Array): Float32Array {
    const values = new Float32Array(ids.length * LogRatioChannels.count);
    for (let i = 0; i < ids.length; i++) {
      const at = i * LogRatioChannels.count;
      values[at] = this.#words[ids[i] as number] ?? 0;
      if (i === 0) continue;
      const pair = this.#pairs[pairPlace(ids[i - 1] as number, ids[i] as number, this.#bits)] ?? 0;
      values[at + 1] = pair;
      values[at - 1] = pair; // the third of the word before
    }
    return values;
  }
}
