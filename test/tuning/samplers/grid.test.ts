import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GridSampler, boolean, branch, categorical, choice, float, int, space } from 'sentilab/tuning';
import type { Params, Space } from 'sentilab/tuning';
import { anySpace } from '../arbitrary-space.ts';

const values = (s: Space, sampler: GridSampler, name: string): unknown[] =>
  [...new Set(sampler.suggest(Infinity).map(({ params }) => params[name]))].sort(
    (a, b) => Number(a) - Number(b),
  );

describe('GridSampler', () => {
  it('tries every combination once and is then exhausted', () => {
    fc.assert(
      fc.property(
        anySpace(),
        fc.integer({ min: 1 }),
        fc.integer({ min: 1, max: 3 }),
        (dimensions, seed, points) => {
          const sampler = new GridSampler(space(dimensions), seed, { points });
          const all = sampler.suggest(sampler.size + 10);
          assert.equal(all.length, sampler.size);
          assert.equal(new Set(all.map(({ params }) => JSON.stringify(params))).size, sampler.size);
          assert.deepEqual(sampler.suggest(1), []);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tries every trial of a space with branches once: absent parameters make no repeats', () => {
    const s = space({
      lr: float(0, 1),
      opt: choice({ adam: { beta: float(0, 1) }, sgd: { nesterov: boolean() }, none: {} }),
      deep: branch(boolean(), { true: { layers: int(2, 5) } }),
    });
    const sampler = new GridSampler(s, 4, { points: 2 });
    const all = sampler.suggest(1000).map(({ params }) => JSON.stringify(params));
    assert.equal(sampler.size, 2 * (2 + 2 + 1) * (1 + 2));
    assert.equal(new Set(all).size, sampler.size);
    assert.equal(all.length, sampler.size);
  });

  it('leaves out what a constraint forbids', () => {
    const s = space({ a: int(1, 4), b: int(1, 4) }).where(({ a, b }) => a < b, 'a < b');
    const all = new GridSampler(s, 1, { points: 4 }).suggest(100).map(({ params: { a, b } }) => `${a}${b}`);
    assert.deepEqual(all.sort(), ['12', '13', '14', '23', '24', '34']);
  });

  it('has points at both ends, even on the scale, and the middle for a single point', () => {
    const s = space({ lr: float(1e-4, 1e-2, { scale: 'log' }), units: int(16, 128), drop: float(0, 0.5) });
    assert.deepEqual(values(s, new GridSampler(s, 1), 'lr'), [1e-4, 1e-3, 1e-2]);
    assert.deepEqual(values(s, new GridSampler(s, 1), 'units'), [16, 72, 128]);
    assert.deepEqual(values(s, new GridSampler(s, 1, { points: 1 }), 'drop'), [0.25]);
  });

  it('takes points or the values themselves by name', () => {
    const s = space({ lr: float(0, 1), units: int(1, 3), cell: categorical(['a', 'b']) });
    const sampler = new GridSampler(s, 1, { points: { lr: [0.1, 0.7], units: 8, cell: ['b'] } });
    assert.equal(sampler.size, 2 * 3 * 1); // an int has no more values than it has
    const all = sampler.suggest(10).map(({ params }) => params);
    assert.deepEqual(new Set(all.map(({ lr }) => lr)), new Set([0.1, 0.7]));
    assert.deepEqual(new Set(all.map(({ cell }) => cell)), new Set(['b']));
  });

  it('spreads early: one round of an 8 × 8 grid has seen every row and every column', () => {
    const s = space({ x: float(0, 7), y: float(0, 7) });
    for (const seed of [1, 2, 3, 4, 5]) {
      const first = new GridSampler(s, seed, { points: 8 }).suggest(8).map(({ params }) => params);
      assert.equal(new Set(first.map(({ x }) => x)).size, 8);
      assert.equal(new Set(first.map(({ y }) => y)).size, 8);
    }
  });

  it('does not repeat what runs, failed or was tried before it was made', () => {
    const s = space({ x: int(1, 3), c: categorical(['a', 'b']) });
    const sampler = new GridSampler<Params>(s, 1);
    sampler.update(
      [
        { number: 0, params: { x: 1, c: 'a' }, value: 1, state: 'finished' },
        { number: 1, params: { x: 2, c: 'b' }, value: null, state: 'failed' },
      ],
      [{ number: 2, params: { x: 3, c: 'a' } }],
    );
    const rest = sampler.suggest(10).map(({ params }) => `${params['x']}${params['c']}`);
    assert.deepEqual(rest.sort(), ['1b', '2a', '3b']);
  });

  it('names a parameter that the space does not have, and a value outside', () => {
    const s = space({ lr: float(0, 1) });
    assert.throws(() => new GridSampler(s, 1, { points: { rate: 3 } }), /grid\.points\.rate: .*Known: lr/);
    assert.throws(() => new GridSampler(s, 1, { points: { lr: [0.5, 2] } }), /grid\.points\.lr: .*Got 2/);
    assert.throws(() => new GridSampler(s, 1, { points: { lr: [] } }), /at least one/);
    assert.throws(() => new GridSampler(s, 1, { points: 0 }), /grid\.points: .*Got 0/);
  });
});
