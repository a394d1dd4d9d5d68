import assert from 'node:assert/strict';
import fc from 'fast-check';
import { golden, joined, tokenStep, tokensOf } from './support.ts';

describe('step stem', () => {
  it('stems as Snowball does: 2,027 words of film reviews, every one', async () => {
    const stem = await tokenStep({ kind: 'stem' });
    const words = Object.keys(golden.stems);
    const { tokens, text } = tokensOf(words);
    const stems = stem(tokens, text).map((token) => token.text);
    const other = words.filter((word, i) => stems[i] !== golden.stems[word]);
    assert.equal(words.length, 2027);
    assert.deepEqual(other, []);
  });

  it('stems the words of all golden sentences as Snowball does', async () => {
    const stem = await tokenStep({ kind: 'stem' });
    const pairs = golden.sentenceStems.flat();
    const { tokens, text } = tokensOf(pairs.map(([word]) => word));
    const stems = stem(tokens, text).map((token) => token.text);
    const equal = pairs.filter(([, expected], i) => stems[i] === expected).length;
    console.log(`      stems: ${equal} of ${pairs.length} words of ${golden.sentenceStems.length} sentences`);
    assert.equal(equal, pairs.length);
  });

  it('leaves clitics, numbers and punctuation as they are', async () => {
    const stem = await tokenStep({ kind: 'stem' });
    const { tokens, text } = tokensOf(["'s", "n't", '7/10', "'30s", '...', ':)', 'NOT_films', '<url>']);
    assert.equal(joined(stem(tokens, text)), "'s n't 7/10 '30s ... :) not_film <url>");
  });

  it('gives every string a stem that is not empty, in no time', async () => {
    const stem = await tokenStep({ kind: 'stem' });
    const started = performance.now();
    for (const word of [
      'x'.repeat(100_000),
      'a.'.repeat(50_000),
      'ing'.repeat(30_000),
      'constructor',
      '__proto__',
    ])
      assert.ok(stem([{ text: word, start: 0, end: word.length }], word)[0]?.text);
    assert.ok(performance.now() - started < 1000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (word) => {
        const [token] = stem([{ text: word, start: 0, end: word.length }], word);
        assert.ok(token && token.text.length > 0);
        assert.deepEqual([token.start, token.end], [0, word.length]);
      }),
      { numRuns: 10_000 },
    );
  });
});
