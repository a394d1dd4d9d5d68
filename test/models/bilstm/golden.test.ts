import assert from 'node:assert/strict';
import type { Batch } from '../../../lib/data/index.ts';
import { createTrainable, parseModelConfig } from '../../../lib/models/index.ts';
import type { NamedArray, Trainable } from '../../../lib/models/index.ts';
import type { Backend } from '../../../lib/runtime/index.ts';
import { loadBackend } from '../../../lib/runtime/node.ts';
import { distance, golden } from '../../runtime/ops/support.ts';

interface GoldenRows {
  readonly ids: number[];
  readonly lengths: number[];
}

interface GoldenCase {
  readonly head: number[];
  readonly pooling: 'max-mean' | 'last';
  readonly trained: boolean;
  readonly start: Readonly<Record<string, number[]>>;
  readonly steps: readonly (GoldenRows & {
    readonly labels: number[];
    readonly loss: number;
    readonly gradientNorm: number;
  })[];
  readonly end: Readonly<Record<string, number[]>>;
  readonly predict: GoldenRows & { readonly probabilities: number[] };
}

interface GoldenBilstm {
  readonly batch: number;
  readonly time: number;
  readonly words: number;
  readonly dimensions: number;
  readonly units: number;
  readonly learningRate: number;
  readonly clipNorm: number;
  readonly cases: readonly GoldenCase[];
}

const expected = golden<GoldenBilstm>('bilstm');

function modelOf(backend: Backend, { head, pooling, trained, start }: GoldenCase): Trainable {
  const config = {
    kind: 'bilstm' as const,
    units: expected.units,
    head,
    pooling,
    dropout: { embedding: 0, head: 0 },
  };
  const model = createTrainable(parseModelConfig(config), {
    backend,
    seed: 1,
    vocabularySize: expected.words,
    embedding: {
      matrix: new Float32Array(expected.words * expected.dimensions),
      dimensions: expected.dimensions,
      trainable: trained,
    },
  });
  const arrays = model
    .exportState()
    .arrays.filter(({ name }) => name.startsWith('weights/'))
    .map(({ name, shape }): NamedArray => {
      return { name, shape, values: Float32Array.from(start[name.slice('weights/'.length)] as number[]) };
    });
  assert.equal(arrays.length, Object.keys(start).length);
  model.importState({ arrays, scalars: {} });
  return model;
}

const batchOf = ({ ids, lengths }: GoldenRows, labels: readonly number[] = []): Batch => ({
  size: expected.batch,
  time: expected.time,
  ids: Int32Array.from(ids),
  lengths: Int32Array.from(lengths),
  labels: Int32Array.from(labels),
  exampleIds: [],
});

describe('bilstm beside PyTorch', () => {
  let backend: Backend;
  before(async () => {
    backend = await loadBackend();
  });

  for (const example of expected.cases)
    it(`takes five equal steps (${example.pooling} pooling, head [${example.head.join()}], ${example.trained ? 'trained' : 'frozen'} embedding): loss, gradient norm, weights and predictions within 1e-5`, () => {
      const model = modelOf(backend, example);
      const { learningRate, clipNorm } = expected;
      const norms = example.steps.map((step) => step.gradientNorm);
      assert.ok(Math.min(...norms) < clipNorm && Math.max(...norms) > clipNorm); // clipping on and off are both tried
      for (const [index, step] of example.steps.entries()) {
        const result = model.step(batchOf(step, step.labels), { learningRate, clipNorm });
        assert.ok(
          Math.abs(result.loss - step.loss) <= 1e-5,
          `loss of step ${index}: ${result.loss}, ${step.loss}`,
        );
        const off = Math.abs(result.gradientNorm - step.gradientNorm);
        assert.ok(off <= 1e-5, `gradient norm of step ${index}: off by ${off}`);
      }
      for (const { name, values } of model.exportState().arrays) {
        if (!name.startsWith('weights/')) continue;
        const d = distance(values, example.end[name.slice('weights/'.length)] as number[]);
        assert.ok(d <= 1e-5, `${name}: ${d}`);
      }
      const d = distance(model.predict(batchOf(example.predict)), example.predict.probabilities);
      assert.ok(d <= 1e-5, `predictions: ${d}`);
      model.dispose();
    });
});
