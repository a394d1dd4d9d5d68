import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { rewrite, type Edit } from 'sentilab/augment';
import {
  AEDA_MARKS,
  CONFUSABLES,
  badSpace,
  confusable,
  insertMarks,
  insertNoise,
  otherCase,
  punctuationMarks,
} from '../../../lib/augment/edits/characters.ts';
import { OCR_CONFUSIONS, misread } from '../../../lib/augment/edits/ocr.ts';
import { wordsOf, type Word } from '../../../lib/augment/words.ts';

const TEXT = 'the film is dull , but the actors are wonderful .';
const word = (text: string): Word => ({ text, start: 0, end: text.length });
const changed = (text: string, edit: Edit | null): string => rewrite(text, edit === null ? [] : [edit]).text;

describe('edits of characters', () => {
  it('otherCase changes the case and nothing else', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const result = changed('Film', otherCase(word('Film'), new Rng(seed)));
      assert.equal(result.toLowerCase(), 'film');
      assert.notEqual(result, 'Film');
    }
  });

  it('punctuationMarks finds the marks round words, and none inside words and numbers', () => {
    const text = "A well-made film (7.5/10), isn't it? …";
    assert.equal(rewrite(text, punctuationMarks(text)).text, "A well-made film 7.5/10 isn't it ");
  });

  it('insertMarks keeps words and order, and puts in exactly so many of AEDA’s marks', () => {
    for (let count = 1; count <= 9; count++) {
      const { text } = rewrite(TEXT, insertMarks(wordsOf(TEXT), count, new Rng(count)));
      assert.deepEqual(
        wordsOf(text).map(({ text: one }) => one),
        wordsOf(TEXT).map(({ text: one }) => one),
      );
      const marks = (one: string): number =>
        one.split(' ').filter((part) => AEDA_MARKS.some((m) => m === part)).length;
      assert.equal(marks(text) - marks(TEXT), count);
    }
  });

  it('badSpace joins or parts words and changes no other character', () => {
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 50; seed++) {
      const result = changed('dull film', badSpace('dull film', word('dull'), new Rng(seed)));
      assert.equal(result.replaceAll(' ', ''), 'dullfilm');
      outcomes.add(result);
    }
    assert.deepEqual([...outcomes].sort(), ['du ll film', 'dullfilm']);
    assert.equal(badSpace('a .', word('a'), new Rng(1)), null);
  });

  it('insertNoise adds signs after words and takes nothing away', () => {
    const result = rewrite(TEXT, insertNoise(wordsOf(TEXT), 3, new Rng(1)));
    assert.equal(result.map.filter(({ source }) => source === null).length, 3);
    assert.equal(
      result.map
        .filter(({ copied }) => copied)
        .map(({ start, end }) => result.text.slice(start, end))
        .join(''),
      TEXT,
    );
  });

  it('confusable puts in one letter that looks alike and is another', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const result = changed('scope', confusable(word('scope'), new Rng(seed)));
      const differing = Array.from(result).filter((char, i) => char !== 'scope'[i]);
      assert.equal(differing.length, 1);
    }
    for (const [letter, doubles] of CONFUSABLES) assert.ok(!doubles.includes(letter));
    assert.equal(confusable(word('MMM'), new Rng(1)), null);
  });

  it('misread replaces one place by a look-alike of the table', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const edit = misread(word('modern'), new Rng(seed));
      assert.ok(edit);
      const from = 'modern'.slice(edit.start, edit.end);
      assert.ok(OCR_CONFUSIONS.get(from)?.includes(edit.text), `${from} → ${edit.text}`);
    }
    assert.equal(misread(word('XX'), new Rng(1)), null);
  });
});
