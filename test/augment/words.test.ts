import assert from 'node:assert/strict';
import fc from 'fast-check';
import { likeCase, wordsOf } from '../../lib/augment/words.ts';

const texts = (text: string): string[] => wordsOf(text).map((word) => word.text);

describe('wordsOf', () => {
  it('finds words with hyphens and apostrophes inside, and leaves numbers out', () => {
    assert.deepEqual(texts("A well-made film, 7/10: don't miss it!"), [
      'A',
      'well-made',
      'film',
      "don't",
      'miss',
      'it',
    ]);
  });

  it('leaves markup, addresses and entities alone', () => {
    assert.deepEqual(texts('good<br />bad &amp; https://example.org/film www.films.org end'), [
      'good',
      'bad',
      'end',
    ]);
  });

  it('does not take a parted contraction for a word', () => {
    assert.deepEqual(texts("it 's dull , i do n't care"), ['it', 'dull', 'i', 'do', 'care']);
  });

  it('gives offsets that cut the word out of the text (1,000 random texts)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const word of wordsOf(text)) {
          assert.equal(text.slice(word.start, word.end), word.text);
          assert.ok(word.start >= last);
          last = word.end;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('likeCase', () => {
  it('writes a replacement as the word it replaces', () => {
    assert.equal(likeCase('Film', 'movie'), 'Movie');
    assert.equal(likeCase('FILM', 'movie'), 'MOVIE');
    assert.equal(likeCase('film', 'movie'), 'movie');
    assert.equal(likeCase('I', 'you'), 'You');
  });
});
