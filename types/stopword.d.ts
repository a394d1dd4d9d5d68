/** The part of the package that is used; it brings no types. */
declare module 'stopword' {
  /** English. */
  export const eng: readonly string[];
  export function removeStopwords(words: readonly string[], list: readonly string[]): string[];
}
