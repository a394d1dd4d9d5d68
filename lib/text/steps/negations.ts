/**
 * Words that negate what follows them. The list is that of NLTK's `mark_negation`; whatever ends in `n't` negates too.
 */
const NEGATIONS: ReadonlySet<string> = new Set([
  'never',
  'no',
  'nothing',
  'nowhere',
  'noone',
  'none',
  'not',
  'havent',
  'hasnt',
  'hadnt',
  'cant',
  'couldnt',
  'shouldnt',
  'wont',
  'wouldnt',
  'dont',
  'doesnt',
  'didnt',
  'isnt',
  'arent',
  'aint',
]);

/** Whether a token negates: `not`, `never`, `n't`, `don't`, `dont` … in any case. */
export function isNegation(token: string): boolean {
  const word = token.toLowerCase();
  return NEGATIONS.has(word) || word.includes("n't");
}
