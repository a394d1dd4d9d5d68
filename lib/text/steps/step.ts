import { z } from 'zod';
import { parseConfig } from '../../config/index.ts';
import type { Draft } from '../draft.ts';
import type { Token } from '../token.ts';

/**
 * What a step of the first stage does: changes a text in place. Many in a row; a later one sees what an earlier left.
 * It must be a function of the draft's text alone.
 */
export type TextFn = (draft: Draft) => void;

/**
 * What a tokenizer does. `scope: 'chunk'`: the tokens depend on nothing but the characters between two white spaces (as
 * `\s` means it); every distinct chunk is then taken apart once and remembered, which makes it about ten times as fast.
 * Offsets count from the beginning of the chunk. `scope: 'text'`: sees the whole text.
 */
export type Tokenizer =
  | { readonly scope: 'chunk'; readonly tokenize: (chunk: string) => readonly Token[] }
  | {
      readonly scope: 'text';
      readonly tokenize: (text: string) => readonly Token[];
      /** The same tokens without offsets, when there is a quicker way to them. */
      readonly strings?: (text: string) => string[];
    };

/**
 * What a step of the last stage does. `scope: 'token'`: the new form of a token depends on the token's own text alone
 * (stems, stop words); null drops it. Done once per distinct token or chunk. `scope: 'text'`: sees all tokens of a text,
 * and the text they were cut out of (offsets count in it), and may drop, change, join and add tokens; a token that
 * stands for several covers all of them.
 */
export type TokenStep =
  | { readonly scope: 'token'; readonly apply: (token: string) => string | null }
  | { readonly scope: 'text'; readonly apply: (tokens: readonly Token[], text: string) => readonly Token[] };

interface WorkOf {
  readonly text: TextFn;
  readonly tokenizer: Tokenizer;
  readonly token: TokenStep;
}

/** The three stages, in the order in which a pipeline runs them: any number, exactly one, any number. */
export type Stage = keyof WorkOf;

/** A schema of a step's options: a strict object with a literal `kind` and a default for every other field. */
type StepSchema = z.ZodObject<{ readonly kind: z.ZodLiteral<string> } & z.core.$ZodShape>;

/** What `create` is given besides the options. */
export interface StepParts<Loaded, Learned> {
  /** What `load` gave; undefined without it. */
  readonly loaded: Loaded;
  /** What `fit` gave, or was read from a saved pipeline; undefined for a step that learns nothing. */
  readonly learned: Learned;
}

/** A kind of step as its file writes it down. */
interface StepSource<S extends StepSchema, G extends Stage, Loaded, Learned> {
  readonly stage: G;
  readonly schema: S;
  /** Loads what the step needs (`await import('package')`); called once before `fit` and `create`. */
  readonly load?: (config: z.output<S>) => Promise<Loaded>;
  /**
   * Learns from the training texts, as the steps before leave them. What it returns is JSON, is saved with the pipeline
   * and given to `create`. The same texts and options must give the same result.
   */
  readonly fit?: (
    texts: AsyncIterable<string>,
    config: z.output<S>,
    loaded: Loaded,
  ) => Learned | Promise<Learned>;
  /** Schema of what `fit` returns; required with it. */
  readonly learned?: z.ZodType<Learned>;
  /** The work itself, for one set of options. Must not fail for any string. */
  readonly create: (config: z.output<S>, parts: StepParts<Loaded, Learned>) => WorkOf[G];
}

/** Whatever JSON can say. */
export type Json = z.core.util.JSONType;

/** A step ready to run. */
export type Work = {
  readonly [G in Stage]: { readonly stage: G; readonly run: WorkOf[G] };
}[Stage];

/** A kind of step as the pipeline knows it, whatever its options are. */
export interface StepDefinition<S extends StepSchema = StepSchema> {
  readonly kind: string;
  readonly stage: Stage;
  readonly schema: S;
  /** Null for a step that learns nothing. */
  readonly fit: ((texts: AsyncIterable<string>, config: unknown) => Promise<Json>) | null;
  /**
   * @param index place among the steps, for the message
   * @throws UserError when options or what was learnt are not of this kind
   */
  readonly prepare: (config: unknown, learned: unknown, index?: number) => Promise<Work>;
}

/**
 * Defines a kind of step. One file in this folder, a line in the folder's `index.ts`, a test, its rows in docs/data.md.
 * What is in `lib/text/draft.ts` and `lib/text/token.ts` is all that it may touch.
 */
export function defineStep<S extends StepSchema, G extends Stage, Loaded = undefined, Learned = undefined>(
  source: StepSource<S, G, Loaded, Learned>,
): StepDefinition<S> {
  const { stage, schema, fit } = source;
  const load = async (config: z.output<S>): Promise<Loaded> =>
    source.load ? await source.load(config) : (undefined as Loaded);
  return {
    kind: String([...schema.shape.kind.values][0]),
    stage,
    schema,
    fit: fit
      ? async (texts, given) => {
          const config = schema.parse(given);
          return z.json().parse(await fit(texts, config, await load(config)));
        }
      : null,
    prepare: async (given, saved, index = 0) => {
      const config = parseConfig(schema, given, `steps.${index}`);
      const learned = source.learned
        ? parseConfig(source.learned, saved, `pipeline.learned.${index}`)
        : (undefined as Learned);
      return { stage, run: source.create(config, { loaded: await load(config), learned }) } as Work;
    },
  };
}
