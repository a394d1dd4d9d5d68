import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { difference } from '../../bin/setup/parts/node-modules.mjs';

const there = (): boolean => true;
const wanted = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' },
  'node_modules/@scope/other-platform': { version: '2.0.0', integrity: 'sha512-b', optional: true },
};
const installed = { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-a' } };

describe('set-up: npm packages', () => {
  it('finds the installed tree equal to the lock file, packages for other platforms aside', () => {
    assert.equal(difference(wanted, installed, there), null);
  });

  it('names what is missing, outdated, of other bytes or damaged', () => {
    assert.equal(difference(wanted, null, there), 'not installed, or not to the end');
    assert.equal(difference(wanted, {}, there), 'a is missing');
    const older = { 'node_modules/a': { version: '1.2.2', integrity: 'sha512-a' } };
    assert.equal(difference(wanted, older, there), 'a is 1.2.2, not 1.2.3');
    const other = { 'node_modules/a': { version: '1.2.3', integrity: 'sha512-x' } };
    assert.notEqual(difference(wanted, other, there), null);
    assert.equal(
      difference(wanted, installed, () => false),
      'a is damaged',
    );
  });

  it('has a lock file without the address of any registry', () => {
    const lock = fs.readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8');
    assert.doesNotMatch(lock, /"resolved"/);
  });
});
