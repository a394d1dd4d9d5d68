/** What can be tried for a token that has no vector of its own, in the default order. */
export const FALLBACKS = ['case', 'accents', 'contraction', 'compound', 'stem', 'subword'] as const;

/** Name of a fallback. */
export type FallbackName = (typeof FALLBACKS)[number];
