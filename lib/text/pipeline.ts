import { z } from 'zod';
import { parseConfig } from '../config/index.ts';
import { UserError } from '../errors/index.ts';
import { compileSteps } from './compile.ts';
import type { Compiled } from './compile.ts';
import { textConfigSchema } from './config.ts';
import type { TextConfig, TextConfigInput } from './config.ts';
import { countTokens } from './count-tokens.ts';
import { encoder } from './encoder.ts';
import type { EncodedText } from './encoder.ts';
import { fitSteps } from './fit-steps.ts';
import { prepareSteps } from './prepare-steps.ts';
import type { Token } from './token.ts';
import { Vocabulary } from './vocabulary.ts';

/** Version of the serialised form. Version 1 is read too; a newer one is refused. */
export const TEXT_PIPELINE_VERSION = 2;

const vocabularySchema = z.strictObject({ tokens: z.array(z.string()), counts: z.array(z.int().min(0)) });

/** The serialised form, as it lies in a model folder (`pipeline.json`). */
export const textPipelineSchema = z.strictObject({
  schemaVersion: z.literal(TEXT_PIPELINE_VERSION),
  config: textConfigSchema,
  learned: z.array(z.json()).describe('What each step learnt from the training texts; null for most'),
  vocabulary: vocabularySchema,
});

/** Version 1 knew two switches in place of steps. Its folders are read for ever. */
const version1Schema = z.strictObject({
  schemaVersion: z.literal(1),
  config: textConfigSchema,
  vocabulary: vocabularySchema,
});

/** A pipeline as plain JSON. */
export type TextPipelineJson = z.infer<typeof textPipelineSchema>;

/** Text → ids, fitted on training texts: steps, look up, cut. A function of its JSON form alone. */
export class TextPipeline {
  readonly config: TextConfig;
  readonly vocabulary: Vocabulary;
  readonly #learned: TextPipelineJson['learned'];
  readonly #compiled: Compiled;
  readonly #encode: (text: string) => EncodedText;

  private constructor(
    config: TextConfig,
    compiled: Compiled,
    learned: TextPipelineJson['learned'],
    vocabulary: Vocabulary,
  ) {
    this.config = config;
    this.vocabulary = vocabulary;
    this.#learned = learned;
    this.#compiled = compiled;
    this.#encode = encoder(compiled, config, vocabulary);
  }

  /**
   * Builds the vocabulary from training texts (never from validation or test texts: what they say must stay unseen), and
   * lets steps learn that do. Texts that can be gone over only once, as a generator's, are kept in memory when a step
   * learns from them; all others are pulled one at a time.
   *
   * @param config any part of `textConfigSchema`; the rest takes its defaults
   * @throws UserError when a field is wrong or unknown
   */
  static async fit(
    texts: Iterable<string> | AsyncIterable<string>,
    config: TextConfigInput = {},
  ): Promise<TextPipeline> {
    const whole: TextConfig = parseConfig(textConfigSchema, config, 'text');
    const { works, learned, again } = await fitSteps(texts, whole.steps);
    const compiled = compileSteps(works);
    const { tokens, counts } = await countTokens(again, compiled, whole);
    return new TextPipeline(whole, compiled, learned, new Vocabulary(tokens, counts));
  }

  /** The text as the tokenizer sees it: after all text steps. */
  normalize(text: string): string {
    return this.#compiled.normalize(text);
  }

  /** The tokens of a text, not cut and not looked up. */
  tokens(text: string): string[] {
    return this.#compiled.tokens(text);
  }

  /**
   * The tokens of a text with where they stand in it: `text.slice(start, end)` is what a token was made of, however it
   * was rewritten. Not cut and not looked up; token by token the same as `tokens`.
   */
  trace(text: string): Token[] {
    return this.#compiled.trace(text);
  }

  encode(text: string): EncodedText {
    return this.#encode(text);
  }

  /** The tokens that ids stand for. */
  decode(ids: ArrayLike<number>): string[] {
    return Array.from(ids, (id) => this.vocabulary.tokenOf(id));
  }

  toJSON(): TextPipelineJson {
    const { tokens, counts } = this.vocabulary;
    return {
      schemaVersion: TEXT_PIPELINE_VERSION,
      config: { ...this.config, steps: [...this.config.steps] },
      learned: [...this.#learned],
      vocabulary: { tokens: [...tokens], counts: [...counts] },
    };
  }

  /**
   * The pipeline that `toJSON` wrote; encodes exactly as the one it came from.
   *
   * @throws UserError when the value is not a pipeline, is damaged, or was written by a newer version
   */
  static async fromJSON(value: unknown): Promise<TextPipeline> {
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
    const { config, vocabulary, learned } =
      version === 1
        ? { ...parseConfig(version1Schema, value, 'pipeline'), learned: null }
        : parseConfig(textPipelineSchema, value, 'pipeline');
    const whole: TextConfig = config;
    const known = learned ?? whole.steps.map(() => null);
    const compiled = compileSteps(await prepareSteps(whole.steps, known));
    return new TextPipeline(whole, compiled, known, new Vocabulary(vocabulary.tokens, vocabulary.counts));
  }
}
