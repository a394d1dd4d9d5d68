import type { Rng } from '../../random/index.ts';
import type { Edit } from '../rewrite.ts';
import type { Word } from '../words.ts';

/** Rows of a US QWERTY keyboard, each shifted to the right by the given part of a key. */
const ROWS: readonly (readonly [keys: string, shift: number])[] = [
  ['qwertyuiop', 0],
  ['asdfghjkl', 0.25],
  ['zxcvbnm', 0.75],
];

/** The letters beside each letter: keys whose middles are less than 1.3 keys apart. */
export const KEYBOARD_NEIGHBOURS: ReadonlyMap<string, readonly string[]> = neighbours();

function neighbours(): Map<string, readonly string[]> {
  const places = ROWS.flatMap(([keys, shift], y) =>
    Array.from(keys, (key, column) => ({ key, x: column + shift, y })),
  );
  return new Map(
    places.map(({ key, x, y }) => [
      key,
      places
        .filter((other) => other.key !== key && Math.hypot(other.x - x, other.y - y) < 1.3)
        .map((other) => other.key),
    ]),
  );
}

/** One slip of the finger in a word: a neighbouring key, two letters swapped, one left out, or one pressed twice. */
export function typo(word: Word, rng: Rng): Edit {
  const letters = Array.from(word.text.matchAll(/[a-z]/gi), ({ index = 0 }) => index);
  if (letters.length === 0) return { ...word };
  // Readers look at the first letter most, and typists err there least.
  const at = rng.pick(letters.length > 1 ? letters.slice(1) : letters);
  const char = word.text.charAt(at);
  const start = word.start + at;
  const kinds = ['neighbour', 'double', ...(word.text.length > 2 ? ['omit', 'swap'] : [])] as const;
  switch (rng.pick(kinds)) {
    case 'double':
      return { start, end: start + 1, text: char + char };
    case 'omit':
      return { start, end: start + 1, text: '' };
    case 'swap': {
      const before = word.text.charAt(at - 1);
      if (before !== char && before !== '') return { start: start - 1, end: start + 1, text: char + before };
      return { start, end: start + 1, text: '' };
    }
    case 'neighbour': {
      const near = rng.pick(KEYBOARD_NEIGHBOURS.get(char.toLowerCase()) ?? [char]);
      return { start, end: start + 1, text: char === char.toUpperCase() ? near.toUpperCase() : near };
    }
    default:
      return { start, end: start + 1, text: '' };
  }
}
