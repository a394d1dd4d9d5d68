import assert from 'node:assert/strict';
import { data, statedChecksums } from '../../bin/setup/parts/data.mjs';

describe('set-up: data', () => {
  it('reads the checksums that the notes state, in a sentence broken over lines and in a table', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(64));
    const notes = `- \`rt.csv\`: SHA-256\n  ${a}, made by a script\n\n| file | SHA-256 |\n| --- | --- |\n| words.txt   | ${b} |\n\nwheel, SHA-256 ${c}`;
    assert.deepEqual(statedChecksums(notes), [
      { name: 'rt.csv', sha256: a },
      { name: 'words.txt', sha256: b },
    ]);
  });

  it('finds all embedded files as their notes say', async () => {
    const { ok, detail } = await data.check();
    assert.ok(ok, detail);
    assert.match(detail, /^[4-9] embedded files/);
  });
});
