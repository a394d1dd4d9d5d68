import assert from 'node:assert/strict';
import type { Batch } from '../../../lib/data/index.ts';
import { createTrainable, parseModelConfig } from '../../../lib/models/index.ts';
import type { NamedArray } from '../../../lib/models/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance, golden } from '../../runtime/ops/support.ts';
import { gradientsOf, weightsOfModel } from '../conformance/gradients.ts';

interface GoldenCase {
  readonly cell: 'lstm' | 'gru';
  readonly config: object;
  readonly ids: number[];
  readonly lengths: number[];
  readonly labels: number[];
  readonly weights: Readonly<Record<string, number[]>>;
  readonly loss: number;
  readonly probabilities: number[];
  readonly gradients: Readonly<Record<string, number[]>>;
}

interface GoldenRecurrent {
  readonly batch: number;
  readonly time: number;
  readonly words: number;
  readonly dimensions: number;
  readonly units: number;
  readonly cases: readonly GoldenCase[];
}

const { cases, batch: size, time, words, dimensions, units } = golden<GoldenRecurrent>('recurrent');
const KINDS = { lstm: 'bilstm', gru: 'gru' } as const;

describe('recurrent layers beside PyTorch', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  for (const example of cases)
    it(`${example.cell} with learned initial states, ${JSON.stringify(example.config)}: loss, predictions and every gradient within 1e-5`, () => {
      const kind = KINDS[example.cell];
      const config = { kind, units, initialState: 'learned', ...example.config };
      const model = createTrainable(parseModelConfig({ ...config, dropout: { embedding: 0, head: 0 } }), {
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
      const batch: Batch = {
        ...{ size, time, exampleIds: [] },
        ids: Int32Array.from(example.ids),
        lengths: Int32Array.from(example.lengths),
        labels: Int32Array.from(example.labels),
      };
      const p = distance(model.predict(batch), example.probabilities);
      assert.ok(p <= 1e-5, `probabilities: ${p}`);
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
});
