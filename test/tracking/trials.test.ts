import assert from 'node:assert/strict';
import { trialsOf, type RunRecord } from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

const [, first] = makeRecords({ seed: 2, trials: 1 });
assert.ok(first);

function run(changes: Partial<RunRecord['run']>, rest: Partial<RunRecord> = {}): RunRecord {
  assert.ok(first);
  const place = { ...first.run, ...changes };
  return {
    ...first,
    outcome: { kind: 'finished' },
    ...rest,
    run: place,
    id: `x-s${place.seed}-f${place.fold}-a${place.attempt}`,
  };
}
const objective = (value: number | null): RunRecord['objective'] => ({
  metric: 'validation/loss',
  direction: 'minimize',
  value,
});
const failed: RunRecord['outcome'] = { kind: 'failed', error: { name: 'Error', message: 'died' } };

describe('trialsOf', () => {
  it('counts a run that died and was run again once, with its last attempt', () => {
    const trials = trialsOf([
      run({ attempt: 2 }, { objective: objective(0.4) }),
      run({ attempt: 1 }, { outcome: failed, objective: objective(null) }),
    ]);
    assert.equal(trials.length, 1);
    assert.deepEqual(
      [trials[0]?.state, trials[0]?.value, trials[0]?.runs.length, trials[0]?.attempts.length],
      ['finished', 0.4, 1, 2],
    );
  });

  it('takes the mean over seeds and folds', () => {
    const [trial] = trialsOf([
      run({ seed: 1 }, { objective: objective(0.4) }),
      run({ seed: 2 }, { objective: objective(0.6) }),
    ]);
    assert.equal(trial?.value, 0.5);
  });

  it('is failed only when no run came further, and has no value then', () => {
    const [trial] = trialsOf([run({}, { outcome: failed, objective: objective(null) })]);
    assert.deepEqual([trial?.state, trial?.value], ['failed', null]);
  });

  it('keeps studies in the order they are met, trials by number, and leaves runs outside a search out', () => {
    const records = makeRecords({ seed: 4, trials: 3 });
    const shuffled = [...records].reverse();
    assert.deepEqual(
      trialsOf(shuffled).map(({ sampler, number }) => `${sampler}${number}`),
      ['tpe0', 'tpe1', 'tpe2', 'random0', 'random1', 'random2', 'grid0', 'grid1', 'grid2'],
    );
  });
});
