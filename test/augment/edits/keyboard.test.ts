import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Rng } from 'sentilab/random';
import { rewrite } from 'sentilab/augment';
import { KEYBOARD_NEIGHBOURS, typo } from '../../../lib/augment/edits/keyboard.ts';

const golden = (
  JSON.parse(fs.readFileSync(new URL('../../golden/augment.json', import.meta.url), 'utf8')) as {
    readonly keyboard: Readonly<Record<string, readonly string[]>>;
  }
).keyboard;

/** How many single keystrokes lie between two words: insertion, deletion, substitution or transposition. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      rows[i]![j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity,
      );
  return at(a.length, b.length);
}

describe('KEYBOARD_NEIGHBOURS', () => {
  it('has all 26 letters, and neighbours that are each other’s', () => {
    assert.equal(KEYBOARD_NEIGHBOURS.size, 26);
    for (const [key, near] of KEYBOARD_NEIGHBOURS) {
      assert.ok(near.length >= 2 && near.length <= 6, `${key}: ${near.join()}`);
      for (const other of near) assert.ok(KEYBOARD_NEIGHBOURS.get(other)?.includes(key));
    }
  });

  it('names only keys that nlpaug’s keyboard has beside each other too', () => {
    for (const [key, near] of KEYBOARD_NEIGHBOURS)
      for (const other of near)
        assert.ok(golden[key]?.includes(other) || golden[other]?.includes(key), `${key} ${other}`);
  });
});

describe('typo', () => {
  it('is one slip of the finger: distance 1 (Damerau), the first letter lost at most to the second place (500 draws)', () => {
    const rng = new Rng(3);
    let changed = 0;
    for (let i = 0; i < 500; i++) {
      const text = rng.pick(['film', 'wonderful', 'ok', 'Boring', 'bookkeeper', 'well-made']);
      const result = rewrite(text, [typo({ text, start: 0, end: text.length }, rng)]).text;
      assert.ok(distance(text.toLowerCase(), result.toLowerCase()) <= 1, `${text} → ${result}`);
      if (result !== text) changed++;
      assert.equal(
        result.length > 1 && text.length > 2 ? result[0] === text[0] || result[1] === text[0] : true,
        true,
      );
    }
    assert.ok(changed > 480, `${changed} changed`);
  });
});
