import { wordsOf } from '../words.ts';

/**
 * Share of words that two texts have in common: Dice's coefficient over words with their counts, case apart. 1 for the same
 * words in any order; two texts without words are the same.
 */
export function wordOverlap(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  if (x.length + y.length === 0) return 1;
  const left = new Map<string, number>();
  for (const { text } of x) left.set(text.toLowerCase(), (left.get(text.toLowerCase()) ?? 0) + 1);
  let common = 0;
  for (const { text } of y) {
    const count = left.get(text.toLowerCase()) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(text.toLowerCase(), count - 1);
  }
  return (2 * common) / (x.length + y.length);
}
