import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { NsgaSampler, categorical, choice, float, int, space } from 'sentilab/tuning';
import { breed } from '../../../lib/tuning/samplers/nsga2/breed.ts';

const s = space({
  x: float(0, 1),
  lr: float(1e-4, 1, { scale: 'log' }),
  n: int(0, 9),
  c: categorical(['a', 'b', 'c', 'd']),
});
const first = { x: 0.2, lr: 1e-3, n: 2, c: 'a' } as const;
const second = { x: 0.6, lr: 1e-1, n: 7, c: 'b' } as const;

describe('NsgaSampler', () => {
  it('makes children whose categories are their parents’ and whose numbers spread round them, as far apart as these', () => {
    const rng = new Rng(1);
    const children = Array.from({ length: 4000 }, () =>
      breed(s, [first, second], { crossover: 1, mutation: 0 }, rng),
    );
    assert.ok(children.every((child) => s.contains(child)));
    assert.deepEqual([...new Set(children.map(({ c }) => c))].sort(), ['a', 'b']);
    const crossed = children.map(({ x }) => x).filter((x) => x !== 0.2 && x !== 0.6);
    assert.ok(crossed.length > 1500);
    // The binary crossover keeps the middle of the parents.
    assert.ok(Math.abs(crossed.reduce((sum, x) => sum + x / crossed.length, 0) - 0.4) < 0.01);
    assert.ok(
      crossed.filter((x) => Math.min(Math.abs(x - 0.2), Math.abs(x - 0.6)) < 0.05).length >
        0.9 * crossed.length,
    );
  });

  it('copies the first parent without crossover and mutation', () => {
    assert.deepEqual(breed(s, [first, second], { crossover: 0, mutation: 0 }, new Rng(1)), first);
  });

  it('mutates near the value, and a category to any', () => {
    const rng = new Rng(2);
    const children = Array.from({ length: 2000 }, () =>
      breed(s, [first, first], { crossover: 1, mutation: 1 }, rng),
    );
    assert.deepEqual([...new Set(children.map(({ c }) => c))].sort(), ['a', 'b', 'c', 'd']);
    const near = children.filter(({ x }) => Math.abs(x - 0.2) < 0.1).length;
    assert.ok(near > 1600 && children.every(({ x }) => x >= 0 && x <= 1), String(near));
  });

  it('breeds over branches: what one parent lacks comes from the other', () => {
    const tree = space({
      opt: choice({ adam: { beta: float(0, 1) }, sgd: { momentum: float(0, 1) }, none: {} }),
    });
    const rng = new Rng(3);
    for (let i = 0; i < 200; i++) {
      const child = breed(
        tree,
        [
          { opt: 'adam', beta: 0.5 },
          { opt: 'sgd', momentum: 0.25 },
        ],
        { crossover: 1, mutation: 0 },
        rng,
      );
      assert.ok(tree.contains(child));
      assert.deepEqual(
        child,
        child.opt === 'adam' ? { opt: 'adam', beta: 0.5 } : { opt: 'sgd', momentum: 0.25 },
      );
    }
  });

  it('with one objective climbs down like a genetic algorithm', () => {
    const sampler = new NsgaSampler(space({ x: float(0, 1), y: float(0, 1) }), 1);
    let best = Infinity;
    for (let number = 0; number < 150; number++) {
      const params = sampler.suggest(1)[0]?.params ?? { x: 0, y: 0 };
      const value = (params.x - 0.3) ** 2 + (params.y - 0.8) ** 2;
      best = Math.min(best, value);
      sampler.update([{ number, params, value, state: 'finished' }], []);
    }
    assert.ok(best < 1e-4, String(best));
  });
});
