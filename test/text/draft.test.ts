import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PlainDraft, TracedDraft } from '../../lib/text/draft.ts';
import type { Draft } from '../../lib/text/draft.ts';

const patterns: readonly (readonly [RegExp, string])[] = [
  [/b+/g, ''],
  [/a/g, 'xyz'],
  [/x./g, '$&'],
  [/(?=y)/g, '--'],
  [/[^a-z]/gu, 'q'],
];
const edits = fc.array(fc.constantFrom(...patterns), { maxLength: 6 });
const texts = fc.oneof(fc.stringMatching(/^[abxy]{0,20}$/), fc.string({ unit: 'binary', maxLength: 20 }));

function rewritten(draft: Draft, steps: readonly (readonly [RegExp, string])[]): string {
  for (const [pattern, by] of steps) draft.replace(pattern, by);
  return draft.text;
}

describe('TracedDraft', () => {
  it('says the same as the draft without offsets, and its ranges never run backwards or out of the text', () => {
    fc.assert(
      fc.property(texts, edits, (text, steps) => {
        const traced = new TracedDraft(text);
        const after = rewritten(traced, steps);
        assert.equal(after, rewritten(new PlainDraft(text), steps));
        let last = { start: 0, end: 0 };
        for (let i = 0; i < after.length; i++) {
          const range = traced.range(i, i + 1);
          assert.ok(range.start <= range.end && range.end <= text.length);
          assert.ok(range.start >= last.start && range.end >= last.end);
          last = range;
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives an untouched character itself, a replaced one the whole match, through several steps', () => {
    const draft = new TracedDraft('one &amp; two');
    draft.replace(/&amp;/g, '&');
    draft.replace(/&/g, 'and');
    draft.replace(/one /g, '');
    assert.equal(draft.text, 'and two');
    assert.deepEqual(draft.range(0, 3), { start: 4, end: 9 });
    assert.deepEqual(draft.range(4, 7), { start: 10, end: 13 });
    assert.deepEqual(draft.range(0, 7), { start: 4, end: 13 });
  });
});
