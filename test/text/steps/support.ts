import fs from 'node:fs';
import path from 'node:path';
import type { Token } from 'sentilab/text';
import type { TokenStep, Tokenizer } from '../../../lib/text/steps/step.ts';
import { stepOf } from '../../../lib/text/steps/index.ts';
import type { StepConfig } from '../../../lib/text/steps/index.ts';

const goldenFolder = path.resolve(import.meta.dirname, '../../golden');
const readGolden = (name: string): unknown =>
  JSON.parse(fs.readFileSync(path.join(goldenFolder, name), 'utf8'));

/** A sentence with its lemmas (of words whose lemma is not the word itself, in order) and its names, by hand. */
export interface GoldenSentence {
  readonly text: string;
  readonly lemmas: readonly (readonly [word: string, lemma: string])[];
  readonly names: readonly { readonly type: string; readonly text: string }[];
}

export const sentences = readGolden('text-sentences.json') as readonly GoldenSentence[];

/** What `scripts/text_linguistic.py` wrote: Snowball's stems, NLTK's negation marks, Hugging Face's BPE. */
export const golden = readGolden('text-linguistic.json') as {
  readonly stems: Readonly<Record<string, string>>;
  readonly sentenceStems: readonly (readonly (readonly [word: string, stem: string])[])[];
  readonly negation: readonly {
    readonly tokens: readonly string[];
    readonly mark: readonly number[];
    readonly end: readonly number[];
  }[];
  readonly bpe: {
    readonly texts: number;
    readonly vocabSize: number;
    readonly subwords: readonly string[];
    readonly merges: readonly string[];
    readonly encoded: readonly (readonly [
      text: string,
      tokens: readonly (readonly [text: string, start: number, end: number])[],
    ])[];
  };
};

/** A step's work, as a pipeline gets it. */
async function prepare(config: StepConfig, learned: unknown): Promise<unknown> {
  return (await stepOf(config.kind).prepare(config, learned)).run;
}

/** The tokens that a tokenizer finds in a whole text, with offsets in it. */
export async function tokenizerOf(
  config: StepConfig,
  learned?: unknown,
): Promise<(text: string) => readonly Token[]> {
  const tokenizer = (await prepare(config, learned)) as Tokenizer;
  if (tokenizer.scope === 'text') return (text) => tokenizer.tokenize(text);
  return (text) =>
    [...text.matchAll(/\S+/g)].flatMap(({ 0: chunk, index }) =>
      tokenizer
        .tokenize(chunk)
        .map((token) => ({ text: token.text, start: index + token.start, end: index + token.end })),
    );
}

/** A step on tokens, as a function of tokens and the text they were cut out of. */
export async function tokenStep(
  config: StepConfig,
): Promise<(tokens: readonly Token[], text: string) => readonly Token[]> {
  const step = (await prepare(config, undefined)) as TokenStep;
  if (step.scope === 'text') return (tokens, text) => step.apply(tokens, text);
  return (tokens) =>
    tokens.flatMap((token) => {
      const text = step.apply(token.text);
      return text === null ? [] : [{ ...token, text }];
    });
}

/** Words as tokens of the text that they make with a space between them. */
export function tokensOf(words: readonly string[]): { readonly text: string; readonly tokens: Token[] } {
  let end = -1;
  const tokens = words.map((text) => {
    const start = end + 1;
    end = start + text.length;
    return { text, start, end };
  });
  return { text: words.join(' '), tokens };
}

/** The texts of tokens, with a space between them. */
export const joined = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');
