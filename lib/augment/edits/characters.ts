import type { Rng } from '../../random/index.ts';
import type { Edit } from '../rewrite.ts';
import { sample } from '../sample.ts';
import type { Word } from '../words.ts';

/** A word in another case: shouted, in small letters, capitalised, or with every letter drawn. */
export function otherCase(word: Word, rng: Rng): Edit {
  const { text } = word;
  const mixed = Array.from(text, (c) => (rng.int(0, 1) === 0 ? c.toLowerCase() : c.toUpperCase())).join('');
  const capital = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  const forms = [text.toUpperCase(), text.toLowerCase(), capital, mixed].filter(
    (form) => form !== text && form.length === text.length,
  );
  return { start: word.start, end: word.end, text: forms.length === 0 ? text : rng.pick(forms) };
}

/** Every mark of punctuation that is not inside a word or a number, each as its own deletion. */
export function punctuationMarks(text: string): Edit[] {
  return Array.from(
    text.matchAll(/(?<![\p{L}\p{N}])\p{P}|\p{P}(?![\p{L}\p{N}])/gu),
    ({ index = 0, 0: whole }) => ({ start: index, end: index + whole.length, text: '' }),
  );
}

/** The marks that AEDA inserts (Karimi, Rossi and Prati 2021). */
export const AEDA_MARKS = ['.', ';', '?', ':', '!', ','] as const;

/**
 * Punctuation put in before words, at `count` different places, as AEDA does: the order of the words stays, and none is
 * lost.
 */
export function insertMarks(words: readonly Word[], count: number, rng: Rng): Edit[] {
  return sample(words, count, rng).map(({ start }) => ({
    start,
    end: start,
    text: `${rng.pick(AEDA_MARKS)} `,
  }));
}

/** Joins two words (the space after the first is lost) or parts one: what bad spacing does. */
export function badSpace(text: string, word: Word, rng: Rng): Edit | null {
  const gap = /^ (?=\p{L})/u.test(text.slice(word.end));
  const long = word.text.length >= 4 && /^\p{L}+$/u.test(word.text);
  if (gap && (!long || rng.int(0, 1) === 0)) return { start: word.end, end: word.end + 1, text: '' };
  if (!long) return null;
  const at = word.start + rng.int(2, word.text.length - 2);
  return { start: at, end: at, text: ' ' };
}

/** Signs that come with text from the web and carry no sentiment of their own. */
export const NOISE = ['🎬', '🎥', '🍿', '📽️', '🎞️', '🙂', '#', '@', '*', '~', '|', '…', '•', '→'] as const;

/** Noise after words, at `count` different places. */
export function insertNoise(words: readonly Word[], count: number, rng: Rng): Edit[] {
  return sample(words, count, rng).map(({ end }) => ({ start: end, end, text: ` ${rng.pick(NOISE)}` }));
}

/** Letters of other alphabets, and with accents, that look like these (a few of Unicode's confusables, UTS #39). */
export const CONFUSABLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['а', 'á', 'ɑ']],
  ['c', ['с', 'ç']],
  ['d', ['ԁ']],
  ['e', ['е', 'é']],
  ['h', ['һ']],
  ['i', ['і', 'í', 'ı']],
  ['j', ['ј']],
  ['l', ['ӏ']],
  ['n', ['ո', 'ñ']],
  ['o', ['о', 'ο', 'ö', 'ø']],
  ['p', ['р', 'ρ']],
  ['q', ['ԛ']],
  ['s', ['ѕ', 'ş']],
  ['u', ['υ', 'ü']],
  ['v', ['ν', 'ѵ']],
  ['w', ['ԝ', 'ѡ']],
  ['x', ['х', 'χ']],
  ['y', ['у', 'ý']],
  ['z', ['ᴢ', 'ž']],
]);

/** One letter of a word in the guise of another alphabet; null when no letter has a double. */
export function confusable(word: Word, rng: Rng): Edit | null {
  const places = Array.from(word.text, (char, i) => ({ char, at: word.start + i })).filter(({ char }) =>
    CONFUSABLES.has(char),
  );
  if (places.length === 0 || word.text.length !== Array.from(word.text).length) return null;
  const { char, at } = rng.pick(places);
  return { start: at, end: at + 1, text: rng.pick(CONFUSABLES.get(char) ?? [char]) };
}
