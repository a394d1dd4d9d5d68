import assert from 'node:assert/strict';
import fc from 'fast-check';
import { stringify } from 'yaml';
import {
  Study,
  categorical,
  createPruner,
  createSampler,
  createTerminator,
  float,
  int,
  optimize,
  readWandbSweep,
} from 'sentilab/tuning';

/** After the examples of W&B's page on sweep configurations. */
const DEMO = `
program: train.py
name: sweepdemo
method: bayes
metric: { goal: minimize, name: validation_loss, target: 0.05 }
parameters:
  learning_rate: { min: 0.0001, max: 0.1 }
  batch_size: { values: [16, 32, 64] }
  epochs: { values: [5, 10, 15] }
  optimizer: { values: ["adam", "sgd"] }
early_terminate: { type: hyperband, min_iter: 3 }
run_cap: 40
`;
const NESTED = `
method: random
metric: { name: val_loss, goal: maximize }
parameters:
  fc_layer_size: { values: [128, 256, 512] }
  epochs: { value: 1 }
  learning_rate: { distribution: uniform, min: 0, max: 0.1 }
  batch_size: { distribution: q_log_uniform_values, q: 1, min: 32, max: 256 }
  nested_category:
    parameters:
      momentum: { distribution: log_uniform, min: -5, max: 0 }
      inner: { parameters: { seed: { min: 1, max: 8 }, note: { value: [1, x] } } }
`;
const one = (parameter: string, rest = 'method: random'): ReturnType<typeof readWandbSweep> =>
  readWandbSweep(`${rest}\nparameters: { x: ${parameter} }`);

describe('readWandbSweep', () => {
  it('gives space, sampler, pruner, direction, budget and target of a sweep', async () => {
    const sweep = readWandbSweep(DEMO);
    const { config: _, space, ...rest } = sweep;
    assert.deepEqual(space.dimensions, {
      learning_rate: float(0.0001, 0.1),
      batch_size: categorical([16, 32, 64]),
      epochs: categorical([5, 10, 15]),
      optimizer: categorical(['adam', 'sgd']),
    });
    assert.deepEqual(rest, {
      name: 'sweepdemo',
      sampler: { kind: 'gp' },
      pruner: { kind: 'asha', minEpochs: 3, reductionFactor: 3 },
      direction: 'minimize',
      metric: 'validation_loss',
      trials: 40,
      terminator: { kind: 'target', value: 0.05 },
    });
    // And a study takes them as they are.
    const { direction, trials, terminator } = sweep;
    const study = new Study({
      space,
      sampler: createSampler(sweep.sampler, space, 1),
      pruner: createPruner(sweep.pruner),
      direction,
    });
    assert.ok(terminator && trials);
    const result = await optimize(study, (params) => Number(params['learning_rate']), {
      trials,
      terminator: createTerminator(terminator, space, { seed: 1, direction }),
    });
    assert.match(result.reason ?? '', /0\.05 was wanted/);
  });

  it('hands on what W&B would: groups nested, constants of any shape', () => {
    const { space, config, direction, sampler } = readWandbSweep(NESTED);
    assert.deepEqual([direction, sampler], ['maximize', { kind: 'random' }]);
    assert.deepEqual(space.dimension('nested_category.inner.seed'), int(1, 8));
    assert.deepEqual(space.dimension('batch_size'), int(32, 256, { scale: 'log' }));
    assert.deepEqual(space.dimension('nested_category.momentum'), float(Math.exp(-5), 1, { scale: 'log' }));
    const params = {
      fc_layer_size: 128,
      learning_rate: 0.1,
      batch_size: 64,
      'nested_category.momentum': 0.5,
      'nested_category.inner.seed': 3,
    };
    assert.ok(space.contains(params));
    assert.deepEqual(config(params), {
      epochs: 1,
      fc_layer_size: 128,
      learning_rate: 0.1,
      batch_size: 64,
      nested_category: { momentum: 0.5, inner: { seed: 3, note: [1, 'x'] } },
    });
    const dotted = readWandbSweep('method: random\nparameters: { model.depth: { values: [1, 2] } }');
    assert.deepEqual(dotted.config({ 'model.depth': 2 }), { 'model.depth': 2 });
  });

  it('tells whole numbers from real ones as they are written', () => {
    assert.deepEqual(one('{ min: 0, max: 8 }').space.dimension('x'), int(0, 8));
    assert.deepEqual(one('{ min: 0.0, max: 8 }').space.dimension('x'), float(0, 8));
    assert.deepEqual(one('{ min: 0, max: 8.0 }').space.dimension('x'), float(0, 8));
    assert.deepEqual(one('{ distribution: uniform, min: 0, max: 8 }').space.dimension('x'), float(0, 8));
    assert.deepEqual(one('{ distribution: q_uniform, min: 0, max: 256 }').space.dimension('x'), int(0, 256));
    const inverse = one('{ distribution: inv_log_uniform, min: 0, max: 2 }').space.dimension('x');
    assert.deepEqual(inverse, float(Math.exp(-2), 1, { scale: 'log' }));
  });

  it('goes over all values in a grid, and asks for them where a range has none', () => {
    const grid = one('{ distribution: q_uniform, min: 0, max: 20, q: 5 }', 'method: grid');
    const sampler = createSampler(grid.sampler, grid.space, 1);
    const values = sampler.suggest(9).map(({ params }) => params['x']);
    assert.deepEqual(
      values.sort((a, b) => Number(a) - Number(b)),
      [0, 5, 10, 15, 20],
    );
    assert.throws(
      () => one('{ min: 0.0, max: 1.0 }', 'method: grid'),
      /sweep\.parameters\.x: A grid goes over values/,
    );
  });

  it('prunes at W&B’s bands: counted up from min_iter, or down from max_iter', () => {
    const rest = (early: string): string =>
      `method: random\nmetric: { name: loss }\nearly_terminate: { type: hyperband, ${early} }`;
    const x = '{ values: [1, 2] }';
    assert.deepEqual(one(x, rest('max_iter: 27, s: 2')).pruner, {
      kind: 'asha',
      minEpochs: 3,
      reductionFactor: 3,
    });
    assert.deepEqual(one(x, rest('min_iter: 2, eta: 4')).pruner, {
      kind: 'asha',
      minEpochs: 2,
      reductionFactor: 4,
    });
    assert.throws(() => one(x, rest('max_iter: 27')), /min_iter, or max_iter with s/);
    assert.throws(
      () => one(x, rest('min_iter: 3').replace('hyperband', 'envelope')),
      /early_terminate\.type/,
    );
  });

  it('names the key at fault, and the nearest thing for what it cannot represent', () => {
    for (const [parameter, message] of [
      [
        '{ distribution: normal, mu: 100, sigma: 10 }',
        /parameters\.x\.distribution.*an even range from 80 to 120/,
      ],
      ['{ distribution: q_log_normal }', /a log range from 0\.135\d+ to 7\.38/],
      ['{ distribution: beta }', /uniform, from 0 to 1/],
      ['{ distribution: unifrom, min: 0, max: 1 }', /uniform/],
      ['{ distribution: q_log_uniform_values, min: 1, max: 9, q: 2 }', /Use a step of 1/],
      ['{ values: [1, null] }', /x\.values\.1: A choice is/],
      ['{ values: [1, 2], probabilities: [0.9, 0.1] }', /equally probable/],
      ['{ min: 1 }', /value, values, or min and max/],
      ['{ distribution: uniform, min: 1 }', /takes min and max/],
      ['{ distribution: constant }', /takes a value/],
      ['{ valeus: [1] }', /Unknown field "valeus".*values/],
      ['{ value: 1 }', /at least one parameter/],
    ] as const)
      assert.throws(() => one(parameter), message);
    assert.throws(() => one('{ values: [1] }', 'method: custom'), /sweep\.method/);
    assert.throws(() => one('{ values: [1] }', 'method: bayes'), /need to know the metric/);
    assert.throws(() => readWandbSweep('method: [random'), /This is not YAML/);
    assert.throws(
      () =>
        readWandbSweep(
          'method: random\nparameters: { a: { parameters: { b: { min: 1, max: 2 } } }, a.b: { min: 1, max: 2 } }',
        ),
      /same name/,
    );
  });

  it('reads back any sweep of values and ranges that YAML holds', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/);
    const scalar = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('1e3', 'yes', 'null', '0x1', '1.0'),
    );
    const values = fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 });
    const range = fc.tuple(fc.integer({ min: -99, max: 99 }), fc.nat(99));
    fc.assert(
      fc.property(
        fc.dictionary(name, values, { minKeys: 1, maxKeys: 4 }),
        fc.dictionary(name, range, { maxKeys: 3 }),
        (choices, ranges) => {
          const sweep = readWandbSweep(
            stringify({
              method: 'random',
              parameters: {
                group: {
                  parameters: Object.fromEntries(
                    Object.entries(choices).map(([key, list]) => [key, { values: list }]),
                  ),
                },
                ...Object.fromEntries(
                  Object.entries(ranges).map(([key, [min, width]]) => [
                    `r_${key}`,
                    { min, max: min + width },
                  ]),
                ),
              },
            }),
          );
          for (const [key, list] of Object.entries(choices))
            assert.deepEqual(
              sweep.space.dimension(`group.${key}`),
              categorical(list.map((v) => (typeof v === 'number' ? v + 0 : v))),
            );
          for (const [key, [min, width]] of Object.entries(ranges))
            assert.deepEqual(sweep.space.dimension(`r_${key}`), int(min, min + width));
        },
      ),
      { numRuns: 100 },
    );
  });
});
