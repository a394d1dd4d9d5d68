import { createTrainable, parseModelConfig } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import type { Backend, CellKind } from 'sentilab/runtime';
import type { Task } from './protocol.ts';
import { firstReview, WORKLOAD, workloadBatch } from './workload.ts';

/** Who runs on TensorFlow.js: our networks, and the BiLSTM out of its own layers. */
export type ContestantName = 'sentilab-lstm' | 'sentilab-gru' | 'tfjs-layers';

/** The tasks of a contestant, ready to run; training returns the loss before the step. */
export type Contestant = Readonly<Record<Task, () => Promise<number | null>>>;

/** A contestant, which trains every weight, the embedding included, with Adam. */
export function contestant(name: ContestantName, backend: Backend): Contestant {
  switch (name) {
    case 'sentilab-lstm':
      return ours(backend, 'lstm');
    case 'sentilab-gru':
      return ours(backend, 'gru');
    case 'tfjs-layers':
      return layers(backend);
  }
}

function ours(backend: Backend, cell: CellKind): Contestant {
  const { vocabulary, embedding, units, learningRate } = WORKLOAD;
  const rng = new Rng(2);
  const kind = cell === 'lstm' ? 'bilstm' : 'gru';
  const model = createTrainable(
    parseModelConfig({ kind, units, pooling: 'last', dropout: { embedding: 0, head: 0 } }),
    {
      backend,
      seed: 3,
      vocabularySize: vocabulary,
      embedding: {
        matrix: Float32Array.from({ length: vocabulary * embedding }, () => 0.1 * rng.float() - 0.05),
        dimensions: embedding,
        trainable: true,
      },
    },
  );
  if (!('step' in model)) throw new TypeError(`${kind} does not train step by step`);
  const batch = workloadBatch();
  const one = firstReview(batch);
  return {
    train: async () => model.step(batch, { learningRate, clipNorm: null }).loss,
    'infer-64': async () => (model.predict(batch), null),
    'infer-1': async () => (model.predict(one), null),
  };
}

function layers({ tf }: Backend): Contestant {
  const { vocabulary, embedding, units, steps, learningRate } = WORKLOAD;
  const model = tf.sequential({
    layers: [
      tf.layers.embedding({ inputDim: vocabulary, outputDim: embedding, inputLength: steps }),
      tf.layers.bidirectional({
        layer: tf.layers.lstm({ units, recurrentActivation: 'sigmoid' }),
        mergeMode: 'concat',
      }),
      tf.layers.dense({ units: 1, activation: 'sigmoid' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(learningRate), loss: 'binaryCrossentropy' });
  const { ids, labels, size } = workloadBatch();
  const x = tf.tensor2d(ids, [size, steps], 'int32');
  const one = x.slice(0, 1);
  const y = tf.tensor2d(Array.from(labels), [size, 1]);
  const predict = (batch: typeof x): null => {
    tf.tidy(() => model.predictOnBatch(batch) as ReturnType<typeof tf.zeros>).dispose();
    return null;
  };
  return {
    train: async () => Number(await model.trainOnBatch(x, y)),
    'infer-64': async () => predict(x),
    'infer-1': async () => predict(one),
  };
}
