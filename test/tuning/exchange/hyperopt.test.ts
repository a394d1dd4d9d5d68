import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RandomSampler, Study, categorical, float, hp, hyperoptSpace, int, optimize } from 'sentilab/tuning';
import { Rng } from 'sentilab/random';

describe('hp', () => {
  it('writes hyperopt’s ranges as ours: logarithms as bounds, steps, an open upper end', () => {
    const { space } = hyperoptSpace({
      a: hp.uniform('a', -1, 1),
      b: hp.quniform('b', 100, 600, 10),
      c: hp.quniform('c', 0, 1, 0.25),
      d: hp.loguniform('d', Math.log(1e-4), 0),
      e: hp.qloguniform('e', 0, Math.log(100), 1),
      f: hp.randint('f', 8),
      g: hp.randint('g', 4, 8),
      h: hp.uniformint('h', 1, 9),
      i: hp.choice('i', ['lstm', 'gru', 3, true]),
      j: hp.pchoice('j', [
        [0.5, 'x'],
        [0.5, 'y'],
      ]),
    });
    const d = space.dimension('d');
    assert.ok(d.kind === 'float' && d.scale === 'log' && Math.abs(d.low / 1e-4 - 1) < 1e-12 && d.high === 1);
    const { d: _, ...rest } = space.dimensions;
    assert.deepEqual(rest, {
      a: float(-1, 1),
      b: int(100, 600, { step: 10 }),
      c: float(0, 1, { step: 0.25 }),
      e: int(1, 100, { scale: 'log' }),
      f: int(0, 7),
      g: int(4, 7),
      h: int(1, 9),
      i: categorical(['lstm', 'gru', 3, true]),
      j: categorical(['x', 'y']),
    });
  });

  it('hands the objective the structure that it was written in, branches of a choice included', async () => {
    const tree = hp.choice('classifier', [
      { type: 'bayes' },
      {
        type: 'svm',
        C: hp.loguniform('C', -3, 3),
        kernel: hp.choice('kernel', ['linear', { rbf: hp.uniform('width', 0, 1) }]),
      },
    ]);
    const { space, evaluate } = hyperoptSpace(tree);
    assert.deepEqual(space.names, ['C', 'classifier', 'kernel', 'width']);
    assert.deepEqual(evaluate({ classifier: 0 }), { type: 'bayes' });
    assert.deepEqual(evaluate({ classifier: 1, C: 1, kernel: 0 }), { type: 'svm', C: 1, kernel: 'linear' });
    const deep = evaluate({ classifier: 1, C: 2, kernel: 1, width: 0.5 });
    assert.deepEqual(deep, { type: 'svm', C: 2, kernel: { rbf: 0.5 } });
    assert.throws(() => evaluate({ classifier: 0, C: 1 }), /exists only where classifier is 1/);
    // The objective's types are those of the structure.
    const cost = (model: ReturnType<typeof evaluate>): number =>
      model.type === 'svm' ? (model.C - 2) ** 2 : 50;
    const study = new Study({ space, sampler: new RandomSampler(space, 1), direction: 'minimize' });
    await optimize(study, (params) => cost(evaluate(params)), { trials: 30 });
    assert.equal(study.best?.params['classifier'], 1);
  });

  it('names the nearest range for what has none, and the rule for what cannot be', () => {
    assert.throws(
      () => hp.normal('x', 10, 2),
      /x: A parameter has a range.*Nearest: an even range from 6 to 14/,
    );
    assert.throws(() => hp.qnormal('x', 0, 1, 1), /from -2 to 2/);
    assert.throws(() => hp.lognormal('x', 0, 1), /Nearest: a log range from 0\.1353\d+ to 7\.389/);
    assert.throws(() => hp.qlognormal('x', 0, 1, 1), /Nearest: a log range/);
    assert.throws(() => hp.qloguniform('x', 0, 3, 0.5), /Use a step of 1/);
    assert.throws(() => hp.qloguniform('x', -9, 3, 1), /Begin it at 1/);
    assert.throws(() => hp.quniform('x', 0, 3, 0), /positive step/);
    assert.throws(
      () =>
        hp.pchoice('x', [
          [0.9, 'a'],
          [0.1, 'b'],
        ]),
      /equally probable.*hp\.choice\('x'/,
    );
    assert.throws(() => hyperoptSpace([hp.uniform('x', 0, 1), hp.uniform('x', 0, 2)]), /same label/);
    assert.throws(() => hyperoptSpace({ x: 1 }), /at least one parameter/);
  });

  it('quantised ranges hold what rounding a draw gives, and nothing else', () => {
    const real = { noNaN: true, noDefaultInfinity: true };
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, ...real }),
        fc.double({ min: 0, max: 50, ...real }),
        fc.constantFrom(0.1, 0.25, 0.5, 1, 2, 3),
        fc.integer({ min: 1, max: 1e6 }),
        (low, width, q, seed) => {
          const { space } = hyperoptSpace(hp.quniform('x', low, low + width, q));
          const rng = new Rng(seed);
          for (let i = 0; i < 20; i++) {
            const x = Math.round((low + rng.float() * width) / q) * q + 0;
            assert.ok(
              space.contains({ x: Number(x.toPrecision(12)) }),
              `${x} of ${low}…${low + width}, ${q}`,
            );
          }
          const { x } = space.sample(rng) as { readonly x: number };
          assert.ok(x >= low - q / 2 - 1e-9 && x <= low + width + q / 2 + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
