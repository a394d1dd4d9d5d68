import assert from 'node:assert/strict';
import { simulate, type Simulation } from '../../bench/scale/simulate.ts';
import { SEARCH_TASKS } from '../../bench/search/tasks.ts';

describe('the simulation of many workers', () => {
  const task = SEARCH_TASKS.find(({ name }) => name === 'branin');
  assert.ok(task);
  const search = (more: Partial<Simulation>): Simulation => ({
    ...{ task, sampler: { kind: 'random' }, seed: 3, trials: 300, workers: 1, medianSeconds: 60, costMs: 5 },
    ...more,
  });

  it('takes the same course again, whatever the coordinator’s processor does', () => {
    const tpe = search({ sampler: { kind: 'tpe' }, workers: 50 });
    const [first, second] = [simulate(tpe), simulate(tpe)];
    assert.deepEqual(second, first);
    assert.ok(first.best >= task.optimum && first.best < task.optimum + 1, String(first.best));
  });

  it('is so many times quicker with so many workers, as long as the coordinator keeps up', () => {
    const [one, ten] = [simulate(search({})), simulate(search({ workers: 10 }))];
    const speedUp = one.virtualSeconds / ten.virtualSeconds;
    assert.ok(speedUp > 8.5 && speedUp <= 10, String(speedUp));
    assert.ok(ten.idle < 0.001, String(ten.idle));
  });

  it('has workers wait where one coordinator cannot serve them all', () => {
    // 100 workers want 100 / 68 s = 1.5 suggestions per second; one takes 2 s.
    const slow = simulate(search({ workers: 100, trials: 1000, costMs: 2000 }));
    assert.ok(slow.idle > 0.5, String(slow.idle));
    assert.ok(slow.virtualSeconds >= 2 * 1000, 'not quicker than the coordinator alone');
  });
});
