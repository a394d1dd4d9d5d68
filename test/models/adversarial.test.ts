import assert from 'node:assert/strict';
import fs from 'node:fs';
import { adversarialConfigSchema, createTrainable, parseModelConfig } from 'sentilab/models';
import { getBackend } from 'sentilab/runtime/node';
import { projectRoot } from 'sentilab/files/node';
import { distance } from '../runtime/ops/support.ts';

interface Case {
  readonly options: object;
  readonly ids: readonly number[];
  readonly lengths: readonly number[];
  readonly labels: readonly number[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
  readonly loss: number;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

describe('adversarial training on word vectors', () => {
  const cases = JSON.parse(
    fs.readFileSync(`${projectRoot()}/test/golden/adversarial.json`, 'utf8'),
  ) as readonly Case[];
  for (const { options, weights, ids, lengths, labels, loss, gradients } of cases)
    it(`has PyTorch's loss and gradients within 1e-5, and frees every tensor: ${JSON.stringify(options)}`, async () => {
      const backend = await getBackend();
      const model = createTrainable(
        parseModelConfig({ kind: 'bilstm', units: 4, head: [], dropout: { embedding: 0, head: 0 } }),
        {
          backend,
          vocabularySize: 14,
          embedding: { matrix: new Float32Array(14 * 3), dimensions: 3, trainable: true },
          seed: 1,
        },
      );
      const arrays = model
        .exportState()
        .arrays.filter(({ name }) => name.startsWith('weights/'))
        .map((array) => ({ ...array, values: Float32Array.from(weights[array.name.slice(8)]!) }));
      model.importState({ arrays, scalars: {} });
      model.useOptimizer!({ kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 });
      const batch = {
        ...{ size: 4, time: 6, ids: Int32Array.from(ids), lengths: Int32Array.from(lengths) },
        ...{ labels: Int32Array.from(labels), exampleIds: ['a', 'b', 'c', 'd'] },
      };
      const adversarial = adversarialConfigSchema.parse(options);
      const tensors = backend.tf.memory().numTensors;
      const result = model.step(batch, { learningRate: 1, clipNorm: null, adversarial });
      assert.equal(backend.tf.memory().numTensors, tensors);
      assert.ok(Math.abs(result.loss - loss) <= 1e-5, `${result.loss} ${loss}`);
      for (const { name, values } of model.exportState().arrays) {
        if (!name.startsWith('weights/')) continue;
        const start = weights[name.slice(8)]!;
        const moved = start.map((value, k) => value - values[k]!);
        assert.ok(distance(moved, [...gradients[name.slice(8)]!]) <= 1e-5, name);
      }
      model.dispose();
    });
});
