import { BOS, EOS, UNK_ID } from '../text/index.ts';
import type { Vocabulary } from '../text/index.ts';
import { FALLBACKS } from './fallbacks/names.ts';
import type { FallbackName } from './fallbacks/names.ts';
import { createLookup } from './lookup.ts';
import type { Found, Lookup } from './lookup.ts';
import type { WordVectors } from './word-vectors.ts';

/** Share of a vocabulary that has pretrained vectors, 0 … 1. */
export interface Coverage {
  /** Of the distinct tokens, `<pad>` and `<unk>` apart. */
  readonly types: number;
  /** Of their occurrences in the training texts; what fell to `<unk>` counts as not covered. */
  readonly tokens: number;
}

/** What one step of the search for vectors found. */
export interface CoverageStep {
  /** `exact`: the token itself is among the vectors. */
  readonly step: 'exact' | FallbackName;
  /** Tokens that this step found, and how often they occur. */
  readonly found: { readonly types: number; readonly tokens: number };
  /** Coverage after this step. */
  readonly coverage: Coverage;
  /** The most frequent tokens it found, and the words that stand in for them. */
  readonly examples: readonly {
    readonly token: string;
    readonly words: readonly string[];
    readonly count: number;
  }[];
}

/** Coverage of a vocabulary, step by step. */
export interface CoverageReport {
  /** Distinct tokens, special ones apart. */
  readonly types: number;
  /** Their occurrences, and those that fell to `<unk>`. */
  readonly tokens: number;
  readonly unknownTokens: number;
  /** `exact` first, then the fallbacks in their order. */
  readonly steps: readonly CoverageStep[];
  readonly coverage: Coverage;
  /** Tokens without any vector, most frequent first. */
  readonly missing: readonly { readonly token: string; readonly count: number }[];
}

export interface CoverageOptions {
  /** In the order they are tried. Default all: case, accents, contraction, compound, stem, subword. */
  readonly fallbacks?: readonly FallbackName[];
  /** Looks at the most frequent types only; the occurrences of the others count neither way. Default all. */
  readonly top?: number;
  /** Examples per step. Default 5. */
  readonly examples?: number;
}

/** How much of a vocabulary has vectors: before any fallback, after each of them, and what is missing. */
export function coverageReport(
  vocabulary: Vocabulary,
  vectors: WordVectors,
  options: CoverageOptions = {},
): CoverageReport {
  const { fallbacks = FALLBACKS, top = Infinity, examples = 5 } = options;
  return summarise(vocabulary, createLookup(vectors, fallbacks), fallbacks, { top, examples });
}

/** The report over an existing search, for whoever needs both. */
export function summarise(
  vocabulary: Vocabulary,
  lookup: Lookup,
  fallbacks: readonly FallbackName[],
  {
    top,
    examples,
    onFound,
  }: { top: number; examples: number; onFound?: (id: number, found: Found | null) => void },
): CoverageReport {
  const names: readonly CoverageStep['step'][] = ['exact', ...fallbacks];
  const tally = new Map(
    names.map((step) => [step, { types: 0, tokens: 0, examples: [] as CoverageStep['examples'][number][] }]),
  );
  const missing: { token: string; count: number }[] = [];
  const unknownTokens = top < vocabulary.size ? 0 : (vocabulary.counts[UNK_ID] ?? 0);
  let tokens = unknownTokens;
  let types = 0;
  for (let id = UNK_ID + 1; id < vocabulary.size && types < top; id++) {
    const token = vocabulary.tokenOf(id);
    if (token === BOS || token === EOS) {
      onFound?.(id, null); // never in a text, so neither covered nor missing
      continue;
    }
    types++;
    const count = vocabulary.counts[id] ?? 0;
    tokens += count;
    const found = lookup(token);
    onFound?.(id, found);
    const step = found && tally.get(found.step);
    if (!step) {
      missing.push({ token, count });
      continue;
    }
    step.types++;
    step.tokens += count;
    step.examples.push({ token, words: found.words, count });
  }
  const share = (part: number, all: number): number => (all === 0 ? 0 : part / all);
  let [typesSoFar, tokensSoFar] = [0, 0];
  const steps = [...tally].map(([step, found]): CoverageStep => {
    typesSoFar += found.types;
    tokensSoFar += found.tokens;
    return {
      step,
      found: { types: found.types, tokens: found.tokens },
      coverage: { types: share(typesSoFar, types), tokens: share(tokensSoFar, tokens) },
      examples: found.examples.sort(byCount).slice(0, examples),
    };
  });
  return {
    types,
    tokens,
    unknownTokens,
    steps,
    coverage: { types: share(typesSoFar, types), tokens: share(tokensSoFar, tokens) },
    missing: missing.sort(byCount),
  };
}

function byCount(a: { token: string; count: number }, b: { token: string; count: number }): number {
  return b.count - a.count || (a.token < b.token ? -1 : 1);
}
