import { z } from 'zod';
import { UserError } from '../errors/index.ts';
import { textConfigSchema } from './config.ts';
import type { TextConfig, TextConfigInput } from './config.ts';
import { normalizeText } from './normalize.ts';
import { parseConfig } from '../config/index.ts';
import { byChunk } from './by-chunk.ts';
import { tokenizeChunk } from './tokenize.ts';
import { truncate } from './truncate.ts';
import { UNK_ID, Vocabulary } from './vocabulary.ts';

/** Version of the serialised form; a reader refuses a newer one. */
export const TEXT_PIPELINE_VERSION = 1;

/** The serialised form, as it lies in a model folder (`pipeline.json`). */
export const textPipelineSchema = z.strictObject({
  schemaVersion: z.literal(TEXT_PIPELINE_VERSION),
  config: textConfigSchema,
  vocabulary: z.strictObject({ tokens: z.array(z.string()), counts: z.array(z.int().min(0)) }),
});

/** A pipeline as plain JSON. */
export type TextPipelineJson = z.infer<typeof textPipelineSchema>;

/** A text as a model sees it. */
export interface EncodedText {
  /** Token ids, 1 … maxLength of them; an empty text is one `<unk>`. */
  readonly ids: Int32Array;
  /** Tokens of the text before it was cut to maxLength. */
  readonly tokenCount: number;
  /** How many of `ids` are `<unk>`. */
  readonly unknown: number;
}

/** Text → ids, fitted on training texts: normalise, tokenize, look up, cut. A function of its JSON form alone. */
export class TextPipeline {
  readonly config: TextConfig;
  readonly vocabulary: Vocabulary;
  readonly #tokensOf: (text: string) => string[];
  readonly #idsOf: (text: string) => number[];

  private constructor(config: TextConfig, vocabulary: Vocabulary) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.#tokensOf = byChunk((chunk) => tokenizeChunk(chunk, config));
    this.#idsOf = byChunk((chunk) => tokenizeChunk(chunk, config).map((token) => vocabulary.idOf(token)));
  }

  /**
   * Builds the vocabulary from training texts (never from validation or test texts: what they say must stay unseen).
   *
   * @param config any part of `textConfigSchema`; the rest takes its defaults
   * @throws UserError when a field is wrong or unknown
   */
  static fit(texts: Iterable<string>, config: TextConfigInput = {}): TextPipeline {
    const whole = parseConfig(textConfigSchema, config, 'text');
    const tokensOf = byChunk((chunk) => tokenizeChunk(chunk, whole));
    function* tokenLists(): Generator<string[]> {
      for (const text of texts) yield tokensOf(normalizeText(text, whole));
    }
    return new TextPipeline(whole, Vocabulary.build(tokenLists(), whole));
  }

  /** The tokens of a text, not cut and not looked up. */
  tokens(text: string): string[] {
    return this.#tokensOf(normalizeText(text, this.config));
  }

  encode(text: string): EncodedText {
    const all = this.#idsOf(normalizeText(text, this.config));
    if (all.length === 0) return { ids: Int32Array.of(UNK_ID), tokenCount: 0, unknown: 1 };
    const ids = new Int32Array(truncate(all, this.config));
    return { ids, tokenCount: all.length, unknown: ids.reduce((n, id) => n + (id === UNK_ID ? 1 : 0), 0) };
  }

  /** The tokens that ids stand for. */
  decode(ids: ArrayLike<number>): string[] {
    return Array.from(ids, (id) => this.vocabulary.tokenOf(id));
  }

  toJSON(): TextPipelineJson {
    const { tokens, counts } = this.vocabulary;
    return {
      schemaVersion: TEXT_PIPELINE_VERSION,
      config: this.config,
      vocabulary: { tokens: [...tokens], counts: [...counts] },
    };
  }

  /**
   * The pipeline that `toJSON` wrote; encodes exactly as the one it came from.
   *
   * @throws UserError when the value is not a pipeline, is damaged, or was written by a newer version
   */
  static fromJSON(value: unknown): TextPipeline {
    const version = (value as { schemaVersion?: unknown } | null | undefined)?.schemaVersion;
    if (typeof version === 'number' && version > TEXT_PIPELINE_VERSION)
      throw new UserError(
        `This text pipeline was written by a newer version; version ${TEXT_PIPELINE_VERSION} is the newest known here.`,
        {
          field: 'pipeline.schemaVersion',
          value: version,
          fix: 'Update sentilab, or train the model again.',
        },
      );
    const { config, vocabulary } = parseConfig(textPipelineSchema, value, 'pipeline');
    return new TextPipeline(config, new Vocabulary(vocabulary.tokens, vocabulary.counts));
  }
}
