import { createTrainable, parseModelConfig } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import type { Backend } from 'sentilab/runtime';
import { WORKLOAD, workloadBatch } from './workload.ts';

/** Who is measured: our BiLSTM, and the same network out of TensorFlow.js' own layers. */
export type ContestantName = 'sentilab' | 'tfjs-layers';

/** One training step; returns the loss before it. */
export type TrainingStep = () => Promise<number>;

/** The training step of a contestant, ready to run. Both train every weight, the embedding included, with Adam. */
export function contestant(name: ContestantName, backend: Backend): TrainingStep {
  switch (name) {
    case 'sentilab':
      return sentilabStep(backend);
    case 'tfjs-layers':
      return layersStep(backend);
  }
}

function sentilabStep(backend: Backend): TrainingStep {
  const { vocabulary, embedding, units, learningRate } = WORKLOAD;
  const rng = new Rng(2);
  const model = createTrainable(
    parseModelConfig({ kind: 'bilstm', units, pooling: 'last', dropout: { embedding: 0, head: 0 } }),
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
  const batch = workloadBatch();
  return async () => model.step(batch, { learningRate, clipNorm: null }).loss;
}

function layersStep({ tf }: Backend): TrainingStep {
  const { vocabulary, embedding, units, steps, batch, learningRate } = WORKLOAD;
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
  const { ids, labels } = workloadBatch();
  const x = tf.tensor2d(ids, [batch, steps], 'int32');
  const y = tf.tensor2d(Array.from(labels), [batch, 1]);
  return async () => Number(await model.trainOnBatch(x, y));
}
