import assert from 'node:assert/strict';
import fc from 'fast-check';
import { excerpt } from '../../lib/quality/excerpt.ts';
import { evenEdges, histogram } from '../../lib/quality/histogram.ts';
import { logSpaced } from '../../lib/quality/statistics/fit-line.ts';
import { heaps } from '../../lib/quality/statistics/heaps.ts';
import { zipf } from '../../lib/quality/statistics/zipf.ts';

describe('excerpt', () => {
  it('is the text itself when it is short, with white space folded', () => {
    assert.equal(excerpt(' a\n\nb\tc '), 'a b c');
    assert.equal(excerpt(''), '');
  });

  it('shows the place it is asked for and marks what is cut off', () => {
    const text = `${'a '.repeat(500)}HERE ${'b '.repeat(500)}`;
    const shown = excerpt(text, 1000);
    assert.match(shown, /^….*HERE.*…$/);
    assert.ok(shown.length < 170);
  });

  it('writes what cannot be seen by its number', () => {
    assert.equal(
      excerpt('a\u0000b\u0085c\ufeffd\ud83de\ufffd'),
      'a⟨U+0000⟩b⟨U+0085⟩c⟨U+FEFF⟩d⟨U+D83D⟩e⟨U+FFFD⟩',
    );
    assert.equal(excerpt('\u001b[31mred'), '⟨U+001B⟩[31mred');
  });

  it('never cuts a pair of surrogates in two and never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.nat(700), (text, offset) => {
        assert.ok(!/\p{Cc}/u.test(excerpt(text, offset)));
        assert.doesNotMatch(excerpt(text, offset), /⟨U\+D[89A-F]..⟩/); // whole pairs only went in
      }),
      { numRuns: 2000 },
    );
  });
});

describe('histogram', () => {
  it('counts each value within the edges once, the upper edge in the last bin', () => {
    assert.deepEqual(histogram('x', [0, 0.5, 1, 1.5, 2, -1, 3, NaN], [0, 1, 2]).counts, [2, 3]);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 40 }),
        (values, bins) => {
          const { counts, edges } = histogram('x', values, evenEdges(0, 1, bins));
          assert.equal(
            counts.reduce((sum, count) => sum + count, 0),
            values.length,
          );
          const below = values.filter((value) => value < (edges[1] ?? 1)).length;
          assert.equal(counts[0], bins === 1 ? values.length : below);
        },
      ),
    );
  });
});

describe('laws of the vocabulary', () => {
  it('finds slope −1 where the n-th word is n times as rare as the first', () => {
    const { slope, points } = zipf(Array.from({ length: 300 }, (_, i) => Math.round(1e6 / (i + 1))));
    assert.ok(Math.abs(slope + 1) < 1e-3, String(slope));
    assert.equal(points[0]?.frequency, 1e6);
    assert.equal(points[points.length - 1]?.rank, 300);
  });

  it('finds K and beta of a vocabulary that grows by a power', () => {
    const { k, beta } = heaps(Float64Array.from({ length: 50_000 }, (_, i) => 8 * (i + 1) ** 0.6));
    assert.ok(Math.abs(beta - 0.6) < 1e-9 && Math.abs(k - 8) < 1e-6, `${k} ${beta}`);
  });

  it('takes both ends of a range at equal ratios, each number once', () => {
    assert.deepEqual(logSpaced(10, 2), [1, 3, 10]);
    assert.deepEqual(logSpaced(1), [1]);
    assert.deepEqual(logSpaced(0), []);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (last) => {
        const numbers = logSpaced(last);
        assert.equal(new Set(numbers).size, numbers.length);
        assert.deepEqual([numbers[0], numbers[numbers.length - 1]], [1, last]);
      }),
    );
  });
});
