import assert from 'node:assert/strict';
import { categorical, choice, float, int, pedAnova, space } from 'sentilab/tuning';
import { finished, golden } from './golden.ts';

const s = space({
  lr: float(1e-4, 1e-1, { scale: 'log' }),
  units: int(16, 128, { step: 16 }),
  drop: float(0, 0.8),
  layers: int(1, 40, { scale: 'log' }),
  kind: choice({ a: {}, b: { momentum: float(0, 1) }, c: {} }),
});

describe('pedAnova', () => {
  for (const { direction, target, region, trials, importance } of golden.ped)
    it(`finds Optuna’s importances of ${trials.length} trials, a parameter of a branch included (${direction}, best ${target} of ${region})`, () => {
      const found = pedAnova(s, finished(trials), direction, { target, region });
      assert.deepEqual(found.map(({ name }) => name).sort(), Object.keys(importance).sort());
      for (const { name, divergence } of found) {
        const want = importance[name] ?? NaN;
        assert.ok(
          Math.abs(divergence - want) <= 1e-5 * Math.max(1, want),
          `${name}: ${divergence}, Optuna ${want}`,
        );
      }
    });

  it('says nothing of a single trial, and nothing mattered where a parameter has one value', () => {
    const one = space({ x: float(0, 1), only: categorical(['a']) });
    const trials = finished([0.1, 0.5, 0.9].map((x) => ({ params: { x, only: 'a' as const }, value: x })));
    assert.deepEqual(pedAnova(one, trials.slice(0, 1), 'minimize'), []);
    assert.equal(pedAnova(one, trials, 'minimize').find(({ name }) => name === 'only')?.divergence, 0);
  });
});
