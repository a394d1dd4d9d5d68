import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { normalizeText, tokenize } from 'sentilab/text';

const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../golden/text-treebank.json'), 'utf8'),
) as { readonly cases: readonly (readonly [text: string, tokens: readonly string[]])[] };

const words = (text: string): string => tokenize(normalizeText(text)).join(' ');

describe('tokenize', () => {
  it('splits contractions as GloVe does', () => {
    assert.equal(words("I don't, can't, won't, shouldn't've"), "i do n't , ca n't , wo n't , should n't 've");
    assert.equal(words("it's we'll I'd you're they've I'm"), "it 's we 'll i 'd you 're they 've i 'm");
  });

  it('leaves contractions that are already split as they are', () => {
    assert.equal(words("do n't it 's"), "do n't it 's");
  });

  it('keeps whole what GloVe knows as one word', () => {
    const whole = "mr. u.s. a.m. o'brien at&t 1,000 2.5 7/10 10/10 1950s '80s cannot gonna 'em o'clock";
    assert.equal(words(whole), whole);
  });

  it('makes punctuation tokens of their own, and dots or dashes in a row one', () => {
    assert.equal(words('Great!! (Really...) -- "yes", no?'), 'great ! ! ( really ... ) -- " yes " , no ?');
    assert.equal(words('wait..... what---no'), 'wait ... what -- no');
  });

  it('splits sentences that were written without a space between them', () => {
    assert.equal(words("the film.it's"), "the film . it 's");
  });

  it('splits hyphenated words by default and keeps them on request', () => {
    assert.equal(words('a well-made film'), 'a well - made film');
    assert.deepEqual(tokenize('a well-made film', { splitHyphens: false }), ['a', 'well-made', 'film']);
  });

  it("gives NLTK's Penn Treebank tokens, except at a quote before a word, '&', '/' and a dangling dash", () => {
    const different = golden.cases.filter(([text, expected]) => {
      const tokens = tokenize(normalizeText(text), { splitHyphens: false });
      if (JSON.stringify(tokens) === JSON.stringify(expected)) return false;
      const missing = expected.filter((token) => !tokens.includes(token));
      const allowed = /\w&\w/.test(text) || missing.every((token) => /^'\w|\w\/\w|-$|^-/.test(token));
      assert.ok(allowed, `${text}\n  ours: ${tokens.join(' ')}\n  NLTK: ${expected.join(' ')}`);
      return true;
    });
    assert.ok(
      different.length <= 0.06 * golden.cases.length,
      `${different.length} of ${golden.cases.length}`,
    );
  });

  it('takes any Unicode, loses no visible character and makes no token with white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text, { splitHyphens: false });
        assert.ok(tokens.every((token) => token !== '' && !/\s/.test(token)));
        const squeeze = (s: string): string => s.replace(/\s|[."'`-]/g, '');
        assert.equal(squeeze(tokens.join('')), squeeze(text));
      }),
    );
  });

  it('gives the same tokens when they are tokenized again', () => {
    const mixed = fc.stringMatching(/^[a-z0-9.,!?'"&/: -]{0,40}$/);
    fc.assert(
      fc.property(mixed, (text) => {
        const once = tokenize(text);
        assert.deepEqual(tokenize(once.join(' ')), once);
      }),
    );
  });
});
