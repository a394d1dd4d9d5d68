/** The one list of the package that is used here; it brings no types. */
declare module 'stopword' {
  export const eng: readonly string[];
}
