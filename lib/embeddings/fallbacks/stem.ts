// The notebook kernel checks a source with what it refers to, without the list in tsconfig.json.
/// <reference path="../../../types/wink-porter2-stemmer.d.ts" />
import porter2 from 'wink-porter2-stemmer';
import type { FallbackDefinition } from './fallback.ts';

/** Words of one stem that are averaged at most: the most frequent ones mean it best. */
const MOST = 3;
/** Porter's rules are made for English words: a shorter stem says too little, and digits have none. */
const WORD = /^[a-z]{4,}$/;

/** Words that share the token's Porter2 stem: `gorily` → `gory`; the three most frequent when there are more. */
export const stemFallback: FallbackDefinition = {
  create(vectors) {
    let byStem: Map<string, string[]> | null = null;
    return (token) => {
      const lower = token.toLowerCase();
      if (!WORD.test(lower)) return null;
      byStem ??= stems(vectors.words()); // half a second for 400,000 words: only when a token needs it
      return byStem.get(porter2(lower)) ?? null;
    };
  },
  wanted(tokens) {
    const wanted = new Set<string>();
    for (const token of tokens) if (WORD.test(token.toLowerCase())) wanted.add(porter2(token.toLowerCase()));
    return (word) => WORD.test(word) && wanted.has(porter2(word));
  },
};

function stems(words: Iterable<string>): Map<string, string[]> {
  const byStem = new Map<string, string[]>();
  for (const word of words) {
    if (!WORD.test(word)) continue;
    const stem = porter2(word);
    const others = byStem.get(stem);
    if (!others) byStem.set(stem, [word]);
    else if (others.length < MOST) others.push(word);
  }
  return byStem;
}
