import { ChunkMemory } from './chunk-memory.ts';
import { PlainDraft, TracedDraft } from './draft.ts';
import type { TokenStep, Tokenizer, Work } from './steps/step.ts';
import type { Token } from './token.ts';

/** Steps put together: what a pipeline does before it looks anything up. */
export interface Compiled {
  /** The text as the tokenizer sees it. */
  readonly normalize: (text: string) => string;
  readonly tokens: (text: string) => string[];
  /** The same tokens with their offsets in the original text. */
  readonly trace: (text: string) => Token[];
  /** The tokens of every chunk of normalised texts; null when tokens depend on more than their chunk. */
  readonly chunks: ChunkMemory<readonly string[]> | null;
}

type Form = (token: string) => string | null;

/** Most forms of single tokens that are remembered. */
const MOST_FORMS = 1 << 17;

/** Puts steps together in their order; exactly one of them is a tokenizer. */
export function compileSteps(works: readonly Work[]): Compiled {
  const textFns = works.flatMap((work) => (work.stage === 'text' ? [work.run] : []));
  const tokenizer = works.flatMap((work) => (work.stage === 'tokenizer' ? [work.run] : []))[0];
  if (!tokenizer) throw new Error('A pipeline without a tokenizer has been let through.');
  const tokenSteps = works.flatMap((work) => (work.stage === 'token' ? [work.run] : []));

  const normalize = compileTextSteps(works);
  const tokensOf = withOffsets(tokenizer, tokenSteps);
  const trace = (text: string): Token[] => {
    const draft = new TracedDraft(text);
    for (const apply of textFns) apply(draft);
    return tokensOf(draft.text).map((token) => ({
      text: token.text,
      ...draft.range(token.start, token.end),
    }));
  };
  return { normalize, trace, ...quickTokens(normalize, tokensOf, tokenizer, tokenSteps) };
}

/** The text steps among these alone: the text as a tokenizer after them would see it. */
export function compileTextSteps(works: readonly Work[]): (text: string) => string {
  const textFns = works.flatMap((work) => (work.stage === 'text' ? [work.run] : []));
  return (text) => {
    const draft = new PlainDraft(text);
    for (const apply of textFns) apply(draft);
    return draft.text;
  };
}

/** The way to the tokens that does no more than it must. */
function quickTokens(
  normalize: Compiled['normalize'],
  tokensOf: (text: string) => readonly Token[],
  tokenizer: Tokenizer,
  steps: readonly TokenStep[],
): Pick<Compiled, 'tokens' | 'chunks'> {
  const forms = steps.flatMap((step) => (step.scope === 'token' ? [step.apply] : []));
  if (forms.length < steps.length)
    return { chunks: null, tokens: (text) => tokensOf(normalize(text)).map((token) => token.text) };
  const form = forms.length === 0 ? null : chain(forms);
  if (tokenizer.scope === 'chunk') {
    const chunks = new ChunkMemory((chunk): readonly string[] => {
      const tokens = tokenizer.tokenize(chunk).map((token) => token.text);
      return form ? changed(tokens, form) : tokens;
    });
    const tokens = (text: string): string[] => {
      const found: string[] = [];
      chunks.each(normalize(text), (chunk) => {
        for (const token of chunks.value(chunk)) found.push(token);
      });
      return found;
    };
    return { chunks, tokens };
  }
  const { tokenize, strings } = tokenizer;
  const all = strings ?? ((text: string) => tokenize(text).map((token) => token.text));
  const known = form && remembered(form);
  return {
    chunks: null,
    tokens: (text) => (known ? changed(all(normalize(text)), known) : all(normalize(text))),
  };
}

/** Tokenizer and token steps with offsets in the text they are given. */
function withOffsets(tokenizer: Tokenizer, steps: readonly TokenStep[]): (text: string) => readonly Token[] {
  const tokenize = tokenizer.scope === 'text' ? tokenizer.tokenize : chunkByChunk(tokenizer.tokenize);
  const rest = steps.map((step) => {
    if (step.scope === 'text') return step.apply;
    const form = remembered(step.apply);
    return (tokens: readonly Token[]): Token[] =>
      tokens.flatMap((token) => {
        const text = form(token.text);
        return text === null || text === '' ? [] : { ...token, text };
      });
  });
  return (text) => rest.reduce((tokens, step) => step(tokens, text), tokenize(text));
}

function chunkByChunk(tokenize: (chunk: string) => readonly Token[]): (text: string) => Token[] {
  const memory = new ChunkMemory(tokenize);
  return (text) => {
    const tokens: Token[] = [];
    memory.each(text, (chunk, at) => {
      for (const { text: token, start, end } of memory.value(chunk))
        tokens.push({ text: token, start: at + start, end: at + end });
    });
    return tokens;
  };
}

function chain(forms: readonly Form[]): Form {
  return (token) => {
    let form: string | null = token;
    for (const apply of forms) {
      form = apply(form);
      if (form === null || form === '') return null;
    }
    return form;
  };
}

function changed(tokens: readonly string[], form: Form): string[] {
  return tokens.flatMap((token) => form(token) ?? []);
}

/** The same function with a memory: it depends on the token alone. */
function remembered(form: Form): Form {
  const forms = new Map<string, string | null>();
  return (token) => {
    const known = forms.get(token);
    if (known !== undefined) return known;
    const found = form(token);
    if (forms.size >= MOST_FORMS) forms.clear();
    forms.set(token, found);
    return found;
  };
}
