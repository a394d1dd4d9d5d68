import type { Rng } from '../../random/index.ts';
import type { Edit } from '../rewrite.ts';
import type { Word } from '../words.ts';

/** What optical character recognition takes for one another: look-alikes, among them pairs of letters. */
export const OCR_CONFUSIONS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['rn', ['m']],
  ['m', ['rn']],
  ['cl', ['d']],
  ['d', ['cl']],
  ['vv', ['w']],
  ['w', ['vv']],
  ['li', ['h']],
  ['h', ['b', 'li']],
  ['b', ['h', '6']],
  ['l', ['1', 'i', 'I']],
  ['i', ['l', '1', 'j']],
  ['j', ['i']],
  ['o', ['0', 'c']],
  ['c', ['e', 'o']],
  ['e', ['c']],
  ['s', ['5']],
  ['g', ['9', 'q']],
  ['q', ['g', '9']],
  ['z', ['2']],
  ['t', ['f']],
  ['f', ['t']],
  ['u', ['v']],
  ['v', ['u', 'y']],
  ['y', ['v']],
  ['n', ['h']],
  ['a', ['o']],
  ['B', ['8', 'R']],
  ['D', ['O', '0']],
  ['G', ['6', 'C']],
  ['I', ['l', '1']],
  ['O', ['0', 'Q']],
  ['S', ['5', '8']],
  ['Z', ['2']],
]);

/** One misread place of a word; null when it has no letter that is taken for another. */
export function misread(word: Word, rng: Rng): Edit | null {
  const places: { readonly at: number; readonly from: string }[] = [];
  for (let at = 0; at < word.text.length; at++)
    for (const length of [1, 2]) {
      const from = word.text.slice(at, at + length);
      if (from.length === length && OCR_CONFUSIONS.has(from)) places.push({ at, from });
    }
  if (places.length === 0) return null;
  const { at, from } = rng.pick(places);
  const start = word.start + at;
  return { start, end: start + from.length, text: rng.pick(OCR_CONFUSIONS.get(from) ?? [from]) };
}
