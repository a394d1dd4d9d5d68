import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { categorical, choice, fanova, float, space } from 'sentilab/tuning';
import { growTree } from '../../../lib/tuning/analysis/regression-tree.ts';
import {
  boxesOf,
  pairVariance,
  singleVariance,
  treeVariance,
} from '../../../lib/tuning/analysis/tree-variance.ts';
import { finished, golden } from './golden.ts';

describe('variances of a tree', () => {
  golden.trees.forEach((tree, i) =>
    it(`are Optuna’s of one and of two features (tree ${i + 1} of scikit-learn)`, () => {
      const nodes = tree.feature.map((feature, node) => ({
        feature: feature < 0 ? -1 : feature,
        threshold: tree.threshold[node] ?? 0,
        left: tree.left[node] ?? -1,
        right: tree.right[node] ?? -1,
        value: tree.value[node] ?? 0,
      }));
      const boxes = boxesOf(nodes, 3);
      const near = (got: number, want: number): void =>
        assert.ok(Math.abs(got - want) <= 1e-10, `${got} ${want}`);
      near(treeVariance(boxes), tree.variance);
      tree.single.forEach((want, feature) => near(singleVariance(boxes, feature), want));
      for (const [a, b, want] of tree.pairs) near(pairVariance(boxes, a, b), want);
    }),
  );
});

describe('growTree', () => {
  it('has a leaf for every row that differs, and splits first where the target jumps', () => {
    const x = Float64Array.from([0.1, 0.2, 0.3, 0.7, 0.8, 0.9]);
    const noise = Float64Array.from([0.5, 0.1, 0.9, 0.2, 0.8, 0.4]);
    const target = Float64Array.from([1, 1.1, 0.9, 5, 5.1, 4.9]);
    const tree = growTree([noise, x], target, [0, 1, 2, 3, 4, 5]);
    assert.deepEqual([tree[0]?.feature, tree[0]?.threshold], [1, 0.5]);
    assert.equal(tree.filter(({ feature }) => feature < 0).length, 6);
  });
});

describe('fanova', () => {
  it('finds the importances that Optuna’s finds, within what its own seeds differ by', () => {
    const { names, trials, importance } = golden.forest;
    const s = space(Object.fromEntries(names.map((name) => [name, float(-1, 1)])));
    const found = fanova(s, finished(trials), 'minimize', new Rng(1));
    names.forEach((name, i) => {
      const theirs = importance.map((seed) => seed[i] ?? NaN);
      const got = found?.importance.find((each) => each.name === name)?.share ?? NaN;
      const [low, high] = [Math.min(...theirs) - 0.02, Math.max(...theirs) + 0.02];
      assert.ok(got >= low && got <= high, `${name}: ${got}, Optuna ${low} to ${high}`);
    });
  });

  it('finds that most comes of a pair that acts together where the formula says so', () => {
    const s = space({ x: float(0, 1), y: float(0, 1), z: float(0, 1) });
    const rng = new Rng(2);
    const trials = finished(
      Array.from({ length: 300 }, () => {
        const params = s.sample(rng);
        return { params, value: (params.x - 0.5) * (params.y - 0.5) * 12 + params.z };
      }),
    );
    // Var(12 (x-½)(y-½)) = 1, all of it interaction; Var(z) = 1/12.
    const found = fanova(s, trials, 'minimize', new Rng(3));
    const [first] = found?.interactions ?? [];
    assert.deepEqual(first?.names, ['x', 'y']);
    assert.ok((first?.share ?? 0) > 0.5, `${first?.share}`);
  });

  it('judges a parameter of a branch by the trials that have it, and never above its branch’s part of the variance', () => {
    const s = space({
      kind: choice({ a: { p: float(0, 1) }, b: { q: float(0, 1) } }),
      c: categorical(['u', 'v', 'w']),
    });
    const rng = new Rng(4);
    const trials = finished(
      Array.from({ length: 150 }, () => {
        const params = s.sample(rng);
        return { params, value: params.kind === 'a' ? params.p : 0.5 };
      }),
    );
    const found = fanova(s, trials, 'maximize', new Rng(5));
    const share = (name: string): number =>
      found?.importance.find((each) => each.name === name)?.share ?? NaN;
    assert.ok(share('p') > 0.8 && share('p') <= 1, `p ${share('p')}`);
    assert.equal(share('q'), 0);
    assert.ok(share('c') < 0.15, `c ${share('c')}`);
  });

  it('gives the same bits for the same generator, and null where nothing can be said', () => {
    const s = space({ x: float(0, 1) });
    const trials = finished([0.1, 0.4, 0.6, 0.8, 0.9].map((x) => ({ params: { x }, value: x * x })));
    const once = (): string => JSON.stringify(fanova(s, trials, 'minimize', new Rng(6)));
    assert.equal(once(), once());
    assert.equal(fanova(s, trials.slice(0, 3), 'minimize', new Rng(6)), null);
    assert.equal(
      fanova(
        s,
        trials.map((trial) => ({ ...trial, value: 1 })),
        'minimize',
        new Rng(6),
      ),
      null,
    );
  });
});
