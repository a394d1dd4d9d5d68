import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadWink } from '../../../lib/text/steps/wink-model.ts';
import { joined, sentences, tokenizerOf } from './support.ts';

describe('step wink', () => {
  it('splits contractions and keeps emoticons, scores, tags and addresses whole', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    assert.equal(
      joined(tokenize("It's 7/10, couldn't stop :) #oscars @critic http://www.imdb.com")),
      "It 's 7/10 , could n't stop :) #oscars @critic http://www.imdb.com",
    );
  });

  it('cuts a sentence as wink-nlp itself does', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    const nlp = await loadWink();
    for (const { text } of sentences)
      assert.deepEqual(
        tokenize(text).map((token) => token.text),
        nlp.readDoc(text).tokens().out(),
      );
  });

  it('gives every token the place it was cut out of, whatever the text', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          assert.equal(text.slice(token.start, token.end), token.text);
          assert.ok(token.start >= end && token.end > token.start);
          end = token.end;
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('loses nothing of a text of printable characters but white space', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (text) => {
        const kept = tokenize(text).map((token) => token.text);
        assert.equal(kept.join(''), text.replace(/\s+/g, ''));
      }),
      { numRuns: 10_000 },
    );
  });

  it('takes less than a second for 100,000 characters without a space', async () => {
    const tokenize = await tokenizerOf({ kind: 'wink' });
    for (const unit of ['x', 'a.', 'www.', '#']) {
      const started = performance.now();
      assert.ok(tokenize(unit.repeat(100_000 / unit.length)).length > 0);
      assert.ok(performance.now() - started < 1000, unit);
    }
  });
});
