import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Rng } from 'sentilab/random';
import type { Params } from 'sentilab/tuning';
import { FRONT_TASKS } from '../../bench/search/fronts.ts';
import { bestAfter } from '../../bench/search/measure.ts';
import { peerRuns } from '../../bench/search/peers.ts';
import { probabilityBetter } from '../../bench/search/probability-better.ts';
import { searchBench } from '../../bench/search/run.ts';
import { SEARCH_TASKS } from '../../bench/search/tasks.ts';

const { rows } = JSON.parse(
  fs.readFileSync(new URL('../golden/search-tasks.json', import.meta.url), 'utf8'),
) as { readonly rows: readonly { task: string; params: Params; values: readonly number[] }[] };

describe('bench -- search', () => {
  it('has the functions of the script that runs the peers, value by value', () => {
    for (const task of SEARCH_TASKS) {
      const known = rows.filter((row) => row.task === task.name);
      assert.ok(known.length >= 4, task.name);
      for (const { params, values } of known) {
        task.space.assertContains(params);
        const value = task.loss(params);
        assert.ok(
          Math.abs(value - (values[0] ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(value)),
          `${task.name}: ${value} ≠ ${values[0]}`,
        );
      }
    }
  });

  it('has the two objectives of that script too', () => {
    for (const task of FRONT_TASKS)
      for (const { params, values } of rows.filter((row) => row.task === task.name)) {
        task.space.assertContains(params);
        task
          .losses(params)
          .forEach((value, i) =>
            assert.ok(Math.abs(value - (values[i] ?? NaN)) <= 1e-9, `${task.name}: ${value}`),
          );
      }
  });

  it('has 20 runs of Optuna’s TPE and CMA-ES for every task', () => {
    for (const { name } of SEARCH_TASKS)
      for (const sampler of ['tpe', 'cmaes'])
        assert.equal(peerRuns(name, sampler, 100)?.length, 20, `${sampler} on ${name}`);
    assert.equal(peerRuns('branin', 'tpe', 99), null);
  });

  it('counts the true loss of the trial that looked best on a noisy task', () => {
    const task = SEARCH_TASKS.find(({ name }) => name === 'noisy-network');
    assert.ok(task);
    const losses: number[] = [];
    const spy = {
      ...task,
      loss: (params: Params) => {
        losses.push(task.loss(params));
        return losses.at(-1) ?? NaN;
      },
    };
    const [found] = bestAfter(spy, { kind: 'random' }, 3, [60]);
    assert.ok(losses.includes(found ?? NaN));
    const without = bestAfter({ ...spy, noise: 0 }, { kind: 'random' }, 3, [60])[0];
    assert.equal(without, Math.min(...losses));
  });

  it('stands beside the peer with the probability of being better and its interval', () => {
    const { json } = searchBench({
      tasks: ['branin'],
      samplers: ['cmaes'],
      seeds: 5,
      trials: 100,
      overhead: false,
    });
    const [row] = (json as { rows: Record<string, unknown>[] }).rows;
    assert.equal(row?.optuna, 0.41134);
    assert.match(String(row.interval), /^0\.\d\d–[01]\.\d\d$/);
    assert.equal((row.perSeed as number[]).length, 5);
  });
});

describe('probabilityBetter', () => {
  it('counts the pairs that are won, ties half', () => {
    assert.equal(probabilityBetter([1, 2], [2, 3]).estimate, 0.875);
    assert.equal(probabilityBetter([5, 5], [5]).estimate, 0.5);
    assert.equal(probabilityBetter([9], [1, 2]).estimate, 0);
  });

  it('has an interval that is the mirror image when the sides change places', () => {
    const [a, b] = [
      [1, 4, 6, 7],
      [3, 5, 8],
    ];
    const [one, other] = [probabilityBetter(a, b), probabilityBetter(b, a)];
    assert.ok(Math.abs(one.low + other.high - 1) < 1e-9 && Math.abs(one.high + other.low - 1) < 1e-9);
    assert.ok(one.low < one.estimate && one.estimate < one.high);
  });

  it('is not certain of 1 when all of few pairs are won', () => {
    const { estimate, low, high } = probabilityBetter([1, 2, 3], [4, 5, 6]);
    assert.deepEqual([estimate, high], [1, 1]);
    assert.ok(low > 0.3 && low < 0.7, String(low));
  });

  it('holds the true probability in 93 to 98 of 100 intervals of normal runs', () => {
    // Shifted by one deviation: P(X < Y) = Φ(1/√2).
    const truth = 0.7602499389065233;
    const rng = new Rng(5);
    let held = 0;
    for (let i = 0; i < 2000; i++) {
      const ours = Array.from({ length: 20 }, () => rng.normal() - 1);
      const { low, high } = probabilityBetter(
        ours,
        Array.from({ length: 20 }, () => rng.normal()),
      );
      if (low <= truth && truth <= high) held++;
    }
    assert.ok(held / 2000 > 0.93 && held / 2000 < 0.98, String(held / 2000));
  });
});
