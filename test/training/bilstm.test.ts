import assert from 'node:assert/strict';
import { weightsSha256, createTrainable, parseModelConfig } from 'sentilab/models';
import type { Trainable } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { getBackend } from 'sentilab/runtime/node';
import type { Backend } from 'sentilab/runtime';
import { accuracy, predictedLabels } from 'sentilab/evaluation';
import { evaluate, fit } from 'sentilab/training';
import type { Checkpoint, FitEffects, TrainingConfigInput } from 'sentilab/training';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

const DIMENSIONS = 8;
const data = { train: toyReviews(320, 1), validation: toyReviews(80, 2) };
const config: TrainingConfigInput = { epochs: 3, batchSize: 16, learningRate: 0.01, patience: null };
const clock = { wall: () => 0, cpu: () => 0 };

describe('fit with a BiLSTM', () => {
  let backend: Backend;
  before(async () => {
    backend = await getBackend();
  });

  function bilstm(seed = 3): Trainable {
    const rng = new Rng(seed);
    return createTrainable(parseModelConfig({ kind: 'bilstm', units: 4, head: [4] }), {
      backend,
      vocabularySize: TOY_VOCABULARY,
      embedding: {
        matrix: Float32Array.from({ length: TOY_VOCABULARY * DIMENSIONS }, () => rng.normal() * 0.3),
        dimensions: DIMENSIONS,
        trainable: true,
      },
      seed,
    });
  }

  const run = (model: Trainable, effects: Partial<FitEffects> = {}): ReturnType<typeof fit> =>
    fit(model, data, config, { rng: new Rng(5), clock, ...effects });

  it('learns, and leaves the weights of the best epoch in the model', async () => {
    const model = bilstm();
    const hashes: string[] = [];
    const history = await run(model, {
      onEpoch: () => void hashes.push(weightsSha256(model.exportState())),
    });
    const losses = history.epochs.map(({ metrics }) => metrics['train/loss'] ?? NaN);
    assert.ok((losses.at(-1) ?? NaN) < (losses[0] ?? NaN), losses.join(' '));
    assert.equal(weightsSha256(model.exportState()), hashes[(history.bestEpoch ?? 0) - 1]);
    const held = toyReviews(300, 9);
    const labels = held.map(({ label }) => label);
    const reached = accuracy(labels, predictedLabels(await evaluate(model, held)));
    assert.ok(reached > 0.75, `accuracy ${reached}`);
    model.dispose();
  });

  it('gives the same bits twice, and goes on from a checkpoint with the same losses', async () => {
    const [one, two, three] = [bilstm(), bilstm(), bilstm()];
    const checkpoints: Checkpoint[] = [];
    const whole = await run(one, { onEpoch: (_, context) => void checkpoints.push(context.checkpoint()) });
    assert.deepEqual(await run(two), whole);
    assert.equal(weightsSha256(two.exportState()), weightsSha256(one.exportState()));
    const resumed = await run(three, { from: checkpoints[0]! });
    assert.deepEqual(resumed, whole);
    assert.equal(weightsSha256(three.exportState()), weightsSha256(one.exportState()));
    for (const model of [one, two, three]) model.dispose();
  });

  it('keeps no tensor from one epoch to the next, and none after dispose', async () => {
    const { tf } = backend;
    const before = tf.memory().numTensors;
    const model = bilstm();
    const counts: number[] = [];
    await run(model, { onEpoch: () => void counts.push(tf.memory().numTensors) });
    assert.equal(new Set(counts).size, 1, counts.join(' '));
    model.dispose();
    assert.equal(tf.memory().numTensors, before);
  });
});
