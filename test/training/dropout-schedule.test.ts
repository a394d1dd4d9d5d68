import assert from 'node:assert/strict';
import { dropoutScaleAt } from '../../lib/training/dropout-schedule.ts';

describe('dropoutScaleAt', () => {
  it('goes from the first factor to the last, along a line or half a cosine', () => {
    const at = (kind: 'linear' | 'cosine') =>
      [0, 25, 50, 75, 100].map((step) => dropoutScaleAt({ kind, from: 0.2, to: 1 }, step, 101));
    const expected = {
      linear: [0.2, 0.4, 0.6, 0.8, 1],
      cosine: [0.2, 0.2 + 0.4 * (1 - Math.SQRT1_2), 0.6, 0.2 + 0.4 * (1 + Math.SQRT1_2), 1],
    };
    for (const kind of ['linear', 'cosine'] as const)
      at(kind).forEach((value, k) => assert.ok(Math.abs(value - expected[kind][k]!) < 1e-12));
  });

  it('is the constant in all steps, and the last factor for a training of one step', () => {
    assert.equal(dropoutScaleAt({ kind: 'constant', factor: 0.5 }, 7, 10), 0.5);
    assert.equal(dropoutScaleAt({ kind: 'linear', from: 0, to: 1 }, 0, 1), 1);
  });
});
