import { UserError, didYouMean } from '../../errors/index.ts';
import { badSpace, confusable, insertNoise, otherCase, punctuationMarks } from '../edits/characters.ts';
import { contractions, expansions } from '../edits/contractions.ts';
import { typo } from '../edits/keyboard.ts';
import { misread } from '../edits/ocr.ts';
import { deleteWords } from '../edits/words.ts';
import type { Edit } from '../rewrite.ts';
import { wordsOf, type Word } from '../words.ts';
import { defineCorruption, type Corruption } from './corruption.ts';

/** Shares of what a text has few of. */
const QUARTERS = [0.25, 0.5, 0.75, 1] as const;

/** The suite, in the order of its table. */
export const CORRUPTIONS: readonly Corruption[] = [
  defineCorruption({
    name: 'typos',
    title: 'keyboard typos',
    parts: wordsOf,
    edit: (word, _text, rng) => typo(word, rng),
  }),
  defineCorruption({
    name: 'ocr',
    title: 'misread letters (OCR)',
    parts: wordsOf,
    edit: (word, _text, rng) => misread(word, rng),
  }),
  defineCorruption({
    name: 'case',
    title: 'letters in another case',
    parts: wordsOf,
    edit: (word, _text, rng) => otherCase(word, rng),
  }),
  defineCorruption({
    name: 'punctuation',
    title: 'punctuation lost',
    unit: 'marks',
    strengths: QUARTERS,
    parts: punctuationMarks,
    edit: (mark) => mark,
  }),
  defineCorruption({
    name: 'deletion',
    title: 'words lost',
    parts: wordsOf,
    edit: (word, text) => deleteWords(text, [word]),
  }),
  defineCorruption({
    name: 'swap',
    title: 'neighbouring words swapped',
    parts: pairsOf,
    edit: ([a, b]): Edit[] => [
      { start: a.start, end: a.end, text: b.text, source: { start: b.start, end: b.end } },
      { start: b.start, end: b.end, text: a.text, source: { start: a.start, end: a.end } },
    ],
  }),
  defineCorruption({
    name: 'spaces',
    title: 'words joined or parted',
    parts: wordsOf,
    edit: (word, text, rng) => badSpace(text, word, rng),
  }),
  defineCorruption({
    name: 'noise',
    title: 'emoji and signs put in',
    parts: wordsOf,
    edit: (word, _text, rng) => insertNoise([word], 1, rng),
  }),
  defineCorruption({
    name: 'confusables',
    title: 'letters of other alphabets',
    parts: wordsOf,
    edit: (word, _text, rng) => confusable(word, rng),
  }),
  defineCorruption({
    name: 'contractions',
    title: 'contractions changed',
    unit: 'contractions',
    strengths: QUARTERS,
    parts: (text) => [...expansions(text), ...contractions(text)],
    edit: (edit) => edit,
  }),
];

/** Every word with the one after it. */
function pairsOf(text: string): (readonly [Word, Word])[] {
  const words = wordsOf(text);
  return words.slice(1).map((word, i) => [words[i] as Word, word]);
}

/**
 * Corruptions by name.
 *
 * @throws UserError naming the nearest one when a name is unknown
 */
export function findCorruptions(names: readonly string[]): Corruption[] {
  return names.map((name) => {
    const found = CORRUPTIONS.find((one) => one.name === name);
    if (!found)
      throw new UserError('There is no such corruption.', {
        field: 'corruptions',
        value: name,
        fix: didYouMean(
          name,
          CORRUPTIONS.map((one) => one.name),
        ),
      });
    return found;
  });
}
