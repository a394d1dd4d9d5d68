import type { Rng } from '../../random/index.ts';
import type { Edit } from '../rewrite.ts';
import { sample } from '../sample.ts';
import type { Word } from '../words.ts';

/**
 * Takes words out, each with the white space before it (at the beginning: after it).
 *
 * @param words in the order of the text
 */
export function deleteWords(text: string, words: readonly Word[]): Edit[] {
  let done = 0;
  return words.map(({ start, end }) => {
    const before = start > done && /\s/.test(text.charAt(start - 1));
    const after = !before && /\s/.test(text.charAt(end));
    done = after ? end + 1 : end;
    return { start: before ? start - 1 : start, end: done, text: '' };
  });
}

/**
 * `count` pairs of words change places; no word moves twice.
 *
 * @param words those that may move
 */
export function swapWords(words: readonly Word[], count: number, rng: Rng): Edit[] {
  const drawn = sample(words, Math.min(count * 2, words.length - (words.length % 2)), rng);
  const edits: Edit[] = [];
  for (let i = 0; i + 1 < drawn.length; i += 2) {
    const [a, b] = [drawn[i] as Word, drawn[i + 1] as Word];
    edits.push({ start: a.start, end: a.end, text: b.text, source: { start: b.start, end: b.end } });
    edits.push({ start: b.start, end: b.end, text: a.text, source: { start: a.start, end: a.end } });
  }
  return edits;
}

/** Puts words in before others, with a space after each. */
export function insertBefore(words: readonly Word[], inserted: readonly string[], rng: Rng): Edit[] {
  if (words.length === 0) return [];
  return inserted.map((text) => {
    const { start } = rng.pick(words);
    return { start, end: start, text: `${text} ` };
  });
}
