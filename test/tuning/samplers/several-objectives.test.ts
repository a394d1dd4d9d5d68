import assert from 'node:assert/strict';
import { Study, categorical, createSampler, float, int, space } from 'sentilab/tuning';
import type { ActiveTrial, ObservedTrial, Params, Space } from 'sentilab/tuning';
import { FRONT_TASKS, frontAfter } from '../../../bench/search/fronts.ts';
import { quantile } from '../../../bench/search/measure.ts';
import { peerRuns } from '../../../bench/search/peers.ts';

const mixed: Space = space({ x: float(0, 1), n: int(0, 20), c: categorical(['a', 'b', 'c']) });

function trialAt(number: number, params: Params): ObservedTrial {
  if (number % 9 === 8) return { number, params, value: null, state: 'failed' };
  const [x, n] = [Number(params.x), Number(params.n) / 20];
  const values = [x + (params.c === 'a' ? 0 : 0.2), (1 - Math.sqrt(x)) * (1 + n)] as const;
  return { number, params, value: values[0], values, state: 'finished' };
}

function search(kind: 'tpe' | 'nsga2', trials: number): ObservedTrial[] {
  const sampler = createSampler({ kind }, mixed, 5);
  const done: ObservedTrial[] = [];
  while (done.length < trials) {
    sampler.update(done.slice(-1), []);
    done.push(trialAt(done.length, sampler.suggest(1)[0]?.params ?? {}));
  }
  return done;
}

describe('samplers of several objectives', function () {
  this.timeout(60_000);

  for (const kind of ['tpe', 'nsga2'] as const) {
    for (const task of FRONT_TASKS) {
      const peer = quantile(peerRuns(task.name, kind, 100) ?? [], 0.5);
      it(`${kind} dominates on ${task.name} at least the share of Optuna’s median, ${peer.toFixed(3)}, in 100 trials of 10 seeds`, () => {
        const shares = Array.from(
          { length: 10 },
          (_, i) => frontAfter(task, { kind }, i + 1, [100])[0] ?? NaN,
        );
        assert.ok(quantile(shares, 0.5) >= peer, String(quantile(shares, 0.5)));
      });
    }

    it(`${kind} does not depend on the order in which trials ended, and goes on after a stop`, () => {
      const whole = search(kind, 45);
      for (const order of [whole.slice(0, 40), whole.slice(0, 40).reverse()]) {
        const sampler = createSampler({ kind }, mixed, 5);
        for (const trial of order) sampler.update([trial], []);
        assert.deepEqual(sampler.suggest(1)[0]?.params, whole[40]?.params);
      }
    });

    it(`${kind} suggests several at once as one by one with the earlier ones running`, () => {
      const known = search(kind, 40);
      const batch = createSampler({ kind }, mixed, 5);
      batch.update(known, []);
      const together = batch.suggest(3).map(({ params }) => params);
      const single = createSampler({ kind }, mixed, 5);
      const active: ActiveTrial[] = [];
      for (let i = 0; i < 3; i++) {
        single.update(i === 0 ? known : [], active);
        active.push({ number: 40 + i, params: single.suggest(1)[0]?.params ?? {} });
      }
      assert.deepEqual(
        together,
        active.map(({ params }) => params),
      );
    });
  }

  it('search a study of two objectives, one of them maximised, better than random draws', () => {
    const s = space({ x: float(0, 1), y: float(0, 1), z: float(0, 1) });
    const reached = (kind: 'tpe' | 'nsga2' | 'random'): number => {
      const study = new Study({
        space: s,
        sampler: createSampler({ kind }, s, 3),
        direction: ['minimize', 'maximize'],
      });
      for (let i = 0; i < 80; i++) {
        const asked = study.ask();
        assert.ok(asked);
        const { x, y, z } = asked.params;
        const waste = (y - 0.3) ** 2 + (z - 0.7) ** 2;
        study.tell(asked.number, { state: 'finished', values: [x + waste, Math.sqrt(x) - waste] });
      }
      return study.front.length;
    };
    assert.ok(reached('tpe') > reached('random') && reached('nsga2') > reached('random'));
  });
});
