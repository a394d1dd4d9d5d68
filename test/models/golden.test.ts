import assert from 'node:assert/strict';
import type { Batch } from '../../lib/data/index.ts';
import { createTrainable, describeModel, isNetwork, parseModelConfig } from '../../lib/models/index.ts';
import type { NamedArray, NetworkConfig, Trainable } from '../../lib/models/index.ts';
import type { Backend } from '../../lib/runtime/index.ts';
import { loadBackend } from '../../lib/runtime/node.ts';
import { distance, golden } from '../runtime/ops/support.ts';
import { gradientsOf, weightsOfModel } from './conformance/gradients.ts';
import { withoutDropout } from './conformance/kinds.ts';

interface GoldenCase {
  readonly config: { readonly kind: NetworkConfig['kind'] };
  readonly ids: number[];
  readonly lengths: number[];
  readonly labels: number[];
  readonly weights: Readonly<Record<string, number[]>>;
  readonly loss: number;
  readonly probabilities: number[];
  readonly attention: number[] | null;
  readonly gradients: Readonly<Record<string, number[]>>;
  readonly flops: number;
}

interface GoldenArchitectures {
  readonly batch: number;
  readonly time: number;
  readonly words: number;
  readonly dimensions: number;
  readonly cases: readonly GoldenCase[];
}

const { cases, batch: size, time, words, dimensions } = golden<GoldenArchitectures>('architectures');

function configOf({ config }: GoldenCase): NetworkConfig {
  const parsed = parseModelConfig(withoutDropout(config));
  assert.ok(isNetwork(parsed));
  return parsed;
}

describe('architectures beside PyTorch', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  /** A model with the weights of the example. */
  function load(example: GoldenCase): Trainable {
    const model = createTrainable(configOf(example), {
      backend,
      seed: 1,
      vocabularySize: words,
      embedding: { matrix: new Float32Array(words * dimensions), dimensions, trainable: true },
    });
    const arrays = weightsOfModel(model).map(({ name, shape }): NamedArray => {
      const values = example.weights[name.slice('weights/'.length)];
      assert.ok(values, name);
      return { name, shape, values: Float32Array.from(values) };
    });
    assert.equal(arrays.length, Object.keys(example.weights).length);
    model.importState({ arrays, scalars: {} });
    return model;
  }

  const batchOf = (example: GoldenCase): Batch => ({
    ...{ size, time, exampleIds: [] },
    ids: Int32Array.from(example.ids),
    lengths: Int32Array.from(example.lengths),
    labels: Int32Array.from(example.labels),
  });

  for (const example of cases) {
    const title = JSON.stringify(example.config);

    it(`${title}: loss, predictions, attention and every gradient within 1e-5`, () => {
      const model = load(example);
      const batch = batchOf(example);
      const p = distance(model.predict(batch), example.probabilities);
      assert.ok(p <= 1e-5, `probabilities: ${p}`);
      assert.equal(model.attention === undefined, example.attention === null);
      if (model.attention !== undefined && example.attention !== null) {
        const d = distance(model.attention(batch).weights, example.attention);
        assert.ok(d <= 1e-5, `attention: ${d}`);
      }
      const { loss } = model.step(batch, { learningRate: 0, clipNorm: null });
      assert.ok(Math.abs(loss - example.loss) <= 1e-5, `loss ${loss}, ${example.loss}`);
      const gradients = gradientsOf(model, batch);
      assert.deepEqual([...gradients.keys()].sort(), Object.keys(example.gradients).sort());
      for (const [name, gradient] of gradients) {
        const d = distance(gradient, example.gradients[name] as number[]);
        assert.ok(d <= 1e-5, `${name}: ${d}`);
      }
      model.dispose();
    });

    it(`${title}: as many operations as FlopCounterMode counts, and as many parameters as there are`, () => {
      const description = describeModel(configOf(example), {
        vocabularySize: words,
        dimensions,
        tokens: time,
      });
      assert.equal(description.flops, example.flops);
      const learnt = Object.values(example.weights).reduce((sum, values) => sum + values.length, 0);
      assert.equal(description.parameters, learnt);
    });
  }
});
