import assert from 'node:assert/strict';
import { optimizerConfigSchema, recurrentOps } from '../../../../lib/runtime/index.ts';
import type { Backend, Optimizer, OptimizerConfig, Variable } from '../../../../lib/runtime/index.ts';
import { loadBackend } from '../../../../lib/runtime/node.ts';
import { ArrayVariable } from '../../../../lib/runtime/ops/portable/array-variable.ts';
import { portableOptimizer } from '../../../../lib/runtime/ops/portable/optimizer.ts';
import { distance, golden, living } from '../support.ts';

interface GoldenOptimizers {
  readonly learningRates: number[];
  readonly start: number[];
  readonly gradients: number[][];
  readonly cases: readonly { readonly config: OptimizerConfig; readonly weights: number[][] }[];
}

interface Family {
  readonly name: string;
  variable(values: Float32Array): Variable;
  optimizer(variables: ReadonlyMap<string, Variable>, config: OptimizerConfig): Optimizer;
}

const CONFIGS: readonly OptimizerConfig[] = [
  optimizerConfigSchema.parse({ kind: 'adam' }),
  optimizerConfigSchema.parse({ kind: 'adamw' }),
  optimizerConfigSchema.parse({ kind: 'sgd', momentum: 0 }),
  optimizerConfigSchema.parse({ kind: 'sgd', nesterov: true, weightDecay: 0.1 }),
  optimizerConfigSchema.parse({ kind: 'rmsprop' }),
  optimizerConfigSchema.parse({ kind: 'rmsprop', momentum: 0.5 }),
  optimizerConfigSchema.parse({ kind: 'lion', weightDecay: 0.1 }),
];

describe('optimizers', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  const families: readonly Family[] = [
    {
      name: 'of the backend',
      variable: (values) => recurrentOps(backend).variable([values.length], values),
      optimizer: (variables, config) => recurrentOps(backend).optimizer(variables, config),
    },
    {
      name: 'in JavaScript',
      variable: (values) => new ArrayVariable(backend.tf, [values.length], values),
      optimizer: (variables, config) => portableOptimizer(backend.tf, variables, config),
    },
  ];

  it('every kind of the schema is held against a reference', () => {
    const kinds = new Set(golden<GoldenOptimizers>('optimizers').cases.map(({ config }) => config.kind));
    assert.deepEqual(
      [...kinds].sort(),
      optimizerConfigSchema.options.map(({ shape }) => shape.kind.value).sort(),
    );
  });

  for (const family of families)
    describe(family.name, () => {
      const { cases, gradients, learningRates, start } = golden<GoldenOptimizers>('optimizers');
      for (const { config, weights } of cases)
        it(`takes the reference's steps within 1e-5 while the rate changes: ${JSON.stringify(config)}`, () => {
          const variable = family.variable(Float32Array.from(start));
          const optimizer = family.optimizer(new Map([['w', variable]]), config);
          gradients.forEach((values, step) => {
            // A scale to be undone: clipping has to come before everything else.
            const gradient = backend.tf.tensor1d(values.map((value) => value * 4));
            const learningRate = learningRates[step] as number;
            optimizer.update(new Map([['w', gradient]]), { learningRate, gradientScale: 0.25 });
            gradient.dispose();
            const d = distance(variable.values(), weights[step] as number[]);
            const largest = Math.max(1, ...(weights[step] as number[]).map(Math.abs));
            assert.ok(d <= 1e-5 * largest, `step ${step}: ${d}`);
          });
          optimizer.dispose();
          variable.dispose();
        });

      for (const config of CONFIGS)
        it(`goes on bit by bit from exported slots, and frees what it makes: ${JSON.stringify(config)}`, () => {
          const { tf } = backend;
          const run = (optimizer: Optimizer, from: number, to: number): void => {
            for (let step = from; step < to; step++)
              tf.tidy(() =>
                optimizer.update(new Map([['w', tf.tensor1d([Math.sin(step), Math.cos(step) * 1e-3, 0])]]), {
                  learningRate: 0.1,
                  gradientScale: 0.7,
                }),
              );
          };
          const whole = family.variable(Float32Array.of(1, 2, 3));
          const first = family.optimizer(new Map([['w', whole]]), config);
          run(first, 0, 4);
          const part = family.variable(whole.values());
          const resumed = family.optimizer(new Map([['w', part]]), config);
          resumed.importSlots(first.exportSlots(), first.steps);
          const before = living(backend);
          run(first, 4, 9);
          run(resumed, 4, 9);
          assert.deepEqual(living(backend), before);
          assert.deepEqual(part.values(), whole.values());
          assert.deepEqual(resumed.exportSlots(), first.exportSlots());
          assert.equal(resumed.steps, 9);
          assert.deepEqual(
            first.exportSlots().map(({ name }) => name),
            first.slotNames.map((slot) => `${slot}/w`),
          );
          for (const object of [first, resumed, whole, part]) object.dispose();
        });
    });
});
