/** Tests for the test of `npm test`; not named *.test.ts, so that they run only when they are asked for. */
import assert from 'node:assert/strict';

describe('toy', () => {
  it('adds', () => assert.equal(1 + 1, 2));
  it('passes', () => assert.ok(true));
  it('fails', () => assert.equal(1 + 1, 3));
});
