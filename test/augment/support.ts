import assert from 'node:assert/strict';
import type { Example } from 'sentilab/data';
import type { Rewritten } from 'sentilab/augment';
import { ResourceLoader } from 'sentilab/augment/node';

/** Loaded once for all tests of augmentation. */
export const resources = new ResourceLoader();

/** Asserts that a map tiles its text, and that what is marked as copied is. */
export function assertTiled(input: string, { text, map }: Rewritten): void {
  let place = 0;
  for (const { start, end, source, copied } of map) {
    assert.equal(start, place);
    assert.ok(end > start, 'no stretch is empty');
    place = end;
    if (source === null) {
      assert.equal(copied, false);
      continue;
    }
    assert.ok(source.start >= 0 && source.end <= input.length && source.start <= source.end);
    if (copied) assert.equal(text.slice(start, end), input.slice(source.start, source.end));
  }
  assert.equal(place, text.length);
}

/** An example of a positive review. */
export function example(text: string, id = 'rt/pos/1'): Example {
  return { id, text, label: 1, group: `group-of-${id}` };
}
