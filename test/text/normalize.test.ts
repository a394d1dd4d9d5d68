import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizeText } from 'sentilab/text';

describe('normalizeText', () => {
  it('turns tags into spaces and leaves "<3" and "a < b" alone', () => {
    assert.equal(normalizeText('Good.<br /><br />Bad <i>film</i> <3 a < b'), 'good. bad film <3 a < b');
  });

  it('decodes HTML entities, and drops the tags that come out of them', () => {
    assert.equal(
      normalizeText('Tom &amp; Jerry &quot;caf&eacute;&quot; &lt;br /&gt; &#39;x&#x27;'),
      `tom & jerry "café" 'x'`,
    );
  });

  it('writes typographic quotes, dashes and ellipses as GloVe does', () => {
    assert.equal(normalizeText('“It’s”—well… fine–ish ‘x’'), `"it's" -- well... fine -- ish 'x'`);
  });

  it('reads Windows-1252 bytes that were taken for Latin-1', () => {
    assert.equal(normalizeText('songs \x97 a few \x93hits\x94'), 'songs -- a few "hits"');
  });

  it('composes letters, unfolds ligatures and drops what cannot be seen', () => {
    assert.equal(
      normalizeText('cafe\u0301 \ufb01lm zero\u200bwidth soft\u00adhyphen\ufeff'),
      'café film zerowidth softhyphen',
    );
  });

  it('keeps capitals on request', () => {
    assert.equal(normalizeText('GREAT  Film', { lowercase: false }), 'GREAT Film');
  });

  it('never fails, and leaves single spaces, no ends and no half characters', () => {
    const anything = fc
      .array(fc.integer({ min: 0, max: 0xffff }))
      .map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: 'binary' })), (text) => {
        const plain = normalizeText(text);
        assert.equal(plain, plain.trim());
        assert.ok(!/\s\s|[^\S ]/.test(plain), JSON.stringify(plain));
        assert.ok(!/\p{Surrogate}/u.test(plain));
      }),
      { numRuns: 500 },
    );
  });
});
