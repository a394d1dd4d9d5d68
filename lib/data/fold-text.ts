/** Two texts with the same folded form count as the same text: only case and white space may differ. */
export function foldText(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
