/** Whether a token is a word or number, not punctuation. */
export function isWord(token: string): boolean {
  const code = token.charCodeAt(0);
  return (code >= 0x61 && code <= 0x7a) || /[\p{L}\p{N}]/u.test(token);
}

/** Words and numbers among tokens. */
export function wordCount(tokens: readonly string[]): number {
  let words = 0;
  for (const token of tokens) if (isWord(token)) words++;
  return words;
}
