import assert from 'node:assert/strict';
import { journalBench } from '../../bench/journal/run.ts';

describe('bench journal', () => {
  it('opens every trial of a journal again, with its snapshot in less CPU time, and says what an append costs', () => {
    const { json, lines } = journalBench({ trials: 2000 });
    const { without, withSnapshot, appends } = json as unknown as Record<string, { cpu: number }> & {
      appends: readonly unknown[];
    };
    assert.equal(appends.length, 10);
    assert.ok((withSnapshot?.cpu ?? Infinity) < (without?.cpu ?? 0));
    assert.match(lines.join('\n'), /2,000 trials[\s\S]*CPU of an append/);
  });
});
