import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson, hashOf, sha256Hex } from 'sentilab/hash';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    assert.equal(
      canonicalJson({ b: 1, a: { d: [2], c: null } }),
      canonicalJson({ a: { c: null, d: [2] }, b: 1 }),
    );
  });

  it('parses back to an equal value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value)); // -0 becomes 0, as in any JSON
        assert.deepEqual(JSON.parse(canonicalJson(plain)), plain);
      }),
    );
  });

  it('refuses what JSON would lose, naming the path', () => {
    assert.throws(() => canonicalJson({ a: [1, NaN] }), /\$\.a\[1\].*Got NaN/);
    assert.throws(() => canonicalJson({ f: () => 1 }), /\$\.f/);
  });
});

describe('sha256Hex', () => {
  it("equals Node's own", () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(sha256Hex(text), createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
  });

  it('hashOf keeps the asked number of digits', () => {
    assert.equal(hashOf({ a: 1 }).length, 12);
    assert.equal(hashOf({ a: 1 }, 20).length, 20);
  });
});
