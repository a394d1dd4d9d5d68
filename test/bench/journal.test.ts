import assert from 'node:assert/strict';
import type { BenchReport } from '../../bench/bench.ts';
import type { AfterDamage } from '../../bench/journal/damage.ts';
import { optunaJournal } from '../../bench/journal/peer.ts';
import { journalBench } from '../../bench/journal/run.ts';

describe('bench journal', () => {
  let measured: BenchReport;
  before(() => {
    measured = journalBench({ trials: 2000 });
  });

  it('opens every trial of a journal again, with its snapshot in less CPU time, and says what an append costs', () => {
    const { without, withSnapshot, appends } = measured.json as unknown as Record<string, { cpu: number }> & {
      appends: readonly unknown[];
    };
    assert.equal(appends.length, 10);
    assert.ok((withSnapshot?.cpu ?? Infinity) < (without?.cpu ?? 0));
    assert.match(measured.lines.join('\n'), /2,000 trials[\s\S]*CPU of an append/);
  });

  it('goes on after a torn line and after a kill: every whole result is there, and nothing waits for the dead', () => {
    const { torn, restart } = measured.json as unknown as AfterDamage;
    assert.deepEqual(torn, { finished: 6, error: null });
    assert.equal(restart.running, 0);
    assert.ok(restart.ms < 10_000, `${restart.ms} ms`);
  });

  it('says how to get Optuna when a Python without it is named', () => {
    assert.throws(() => optunaJournal('no-such-python', 10), /no-such-python[\s\S]*pip install optuna/);
  });
});
