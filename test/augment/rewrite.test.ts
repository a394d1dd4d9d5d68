import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rewrite, sourceOf, type Edit } from 'sentilab/augment';
import { assertTiled } from './support.ts';

/** A text with changes that do not overlap. */
const changes = fc
  .record({
    text: fc.string({ unit: 'grapheme', maxLength: 40 }),
    cuts: fc.array(fc.nat(40), { maxLength: 8 }),
    texts: fc.array(fc.string({ maxLength: 4 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ text, cuts, texts }) => {
    const places = cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
    const edits: Edit[] = [];
    for (let i = 0; i + 1 < places.length; i += 2)
      edits.push({ start: places[i] ?? 0, end: places[i + 1] ?? 0, text: texts[i] ?? '' });
    return { text, edits };
  });

describe('rewrite', () => {
  it('replaces, inserts and deletes, and says where every character came from', () => {
    const result = rewrite('a good film', [
      { start: 2, end: 6, text: 'fine' },
      { start: 11, end: 11, text: ' !' },
      { start: 0, end: 2, text: '' },
    ]);
    assert.equal(result.text, 'fine film !');
    assert.deepEqual(result.map, [
      { start: 0, end: 4, source: { start: 2, end: 6 }, copied: false },
      { start: 4, end: 9, source: { start: 6, end: 11 }, copied: true },
      { start: 9, end: 11, source: null, copied: false },
    ]);
  });

  it('tiles its output, and copies are the characters of their source (1,000 random changes)', () => {
    fc.assert(
      fc.property(changes, ({ text, edits }) => assertTiled(text, rewrite(text, edits))),
      { numRuns: 1000 },
    );
  });

  it('refuses changes that overlap or lie outside', () => {
    const overlapping = [
      { start: 0, end: 3, text: 'x' },
      { start: 2, end: 4, text: 'y' },
    ];
    assert.throws(() => rewrite('abcdef', overlapping), /overlaps another one or lies outside/);
    assert.throws(() => rewrite('abc', [{ start: 2, end: 9, text: '' }]), /lies outside/);
  });
});

describe('sourceOf', () => {
  const result = rewrite('the film is good', [
    { start: 4, end: 8, text: 'movie' },
    { start: 12, end: 12, text: 'very ' },
  ]);

  it('leads a copied word to its exact place, a changed one to what it replaced, an inserted one nowhere', () => {
    assert.equal(result.text, 'the movie is very good');
    assert.deepEqual(sourceOf(result, { start: 4, end: 9 }), { start: 4, end: 8 });
    assert.deepEqual(sourceOf(result, { start: 10, end: 12 }), { start: 9, end: 11 });
    assert.equal(sourceOf(result, { start: 13, end: 17 }), null);
    assert.deepEqual(sourceOf(result, { start: 18, end: 22 }), { start: 12, end: 16 });
  });

  it('leads words that changed places to where they were', () => {
    const swapped = rewrite('dull but short', [
      { start: 0, end: 4, text: 'short', source: { start: 9, end: 14 } },
      { start: 9, end: 14, text: 'dull', source: { start: 0, end: 4 } },
    ]);
    assert.equal(swapped.text, 'short but dull');
    assert.deepEqual(sourceOf(swapped, { start: 0, end: 5 }), { start: 9, end: 14 });
    assert.deepEqual(sourceOf(swapped, { start: 10, end: 14 }), { start: 0, end: 4 });
  });
});
