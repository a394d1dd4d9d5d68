import assert from 'node:assert/strict';
import { evaluationBatches } from 'sentilab/data';
import { createTrainable, parseModelConfig } from 'sentilab/models';
import type { Batch, StepOptions, Trainable } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import type { Backend } from 'sentilab/runtime';
import { getBackend } from 'sentilab/runtime/node';
import { fit } from 'sentilab/training';
import { distance } from '../runtime/ops/support.ts';
import { BagOfWords } from './bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

const DIMENSIONS = 6;
const reviews = toyReviews(24, 4);
const SGD = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const;

describe('step options of a network', () => {
  let backend: Backend;
  before(async () => {
    backend = await getBackend();
  });

  function model(): Trainable {
    const rng = new Rng(2);
    return createTrainable(
      parseModelConfig({ kind: 'bilstm', units: 3, dropout: { embedding: 0, head: 0 } }),
      {
        backend,
        vocabularySize: TOY_VOCABULARY,
        embedding: {
          matrix: Float32Array.from({ length: TOY_VOCABULARY * DIMENSIONS }, () => rng.normal()),
          dimensions: DIMENSIONS,
          trainable: true,
        },
        seed: 1,
      },
    );
  }

  const batchesOf = (count: number, size: number): readonly Batch[] =>
    evaluationBatches(reviews.slice(0, count), { batchSize: size }).batches;
  const weights = (trainable: Trainable): number[] =>
    trainable
      .exportState()
      .arrays.flatMap(({ name, values }) => (name.startsWith('weights/') ? [...values] : []));
  const options: StepOptions = { learningRate: 0.3, clipNorm: 1 };

  it('four small batches make the update of one large one within 1e-5, uneven sizes too', () => {
    for (const size of [6, 7]) {
      const [large, small] = [model(), model()];
      const start = weights(large);
      for (let k = 0; k < 3; k++) {
        const [whole] = batchesOf(24, 24);
        const one = large.step(whole as Batch, options);
        const many = small.stepOver!(batchesOf(24, size), options);
        assert.ok(Math.abs(one.loss - many.loss) <= 1e-5);
        assert.ok(Math.abs(one.gradientNorm - many.gradientNorm) <= 1e-5);
      }
      assert.ok(distance(weights(large), weights(small)) <= 1e-5);
      assert.ok(distance(weights(large), start) > 0.01, 'it did learn');
      large.dispose();
      small.dispose();
    }
  });

  it('clipValue cuts gradient elements: plain descent moves no weight by more than rate × value', () => {
    const [free, cut] = [model(), model()];
    const [batch] = batchesOf(24, 24) as readonly [Batch];
    const moved = (trainable: Trainable, extra: Partial<StepOptions>): number[] => {
      trainable.useOptimizer!(SGD);
      const before = weights(trainable);
      trainable.step(batch, { learningRate: 1, clipNorm: null, ...extra });
      return weights(trainable).map((value, i) => value - before[i]!);
    };
    const [all, limited] = [moved(free, {}), moved(cut, { clipValue: 0.01 })];
    assert.ok(Math.max(...all.map(Math.abs)) > 0.02);
    const expected = all.map((step) => Math.min(0.01, Math.max(-0.01, step)));
    assert.ok(distance(limited, expected) <= 1e-6);
    for (const trainable of [free, cut]) trainable.dispose();
  });

  it('frees every tensor of several batches and of cut gradients', () => {
    const { tf } = backend;
    const trainable = model();
    const batches = batchesOf(24, 7);
    trainable.stepOver!(batches, { ...options, clipValue: 0.1 });
    const before = tf.memory().numTensors;
    for (let k = 0; k < 3; k++) trainable.stepOver!(batches, { ...options, clipValue: 0.1 });
    assert.equal(tf.memory().numTensors, before);
    trainable.dispose();
  });

  it('fit hands over optimizer, loss, clipping and accumulation, and counts optimizer steps', async () => {
    const data = { train: toyReviews(50, 1), validation: toyReviews(20, 2) };
    const run = async (extra: object) => {
      const trainable = model();
      const history = await fit(
        trainable,
        data,
        { epochs: 2, batchSize: 8, learningRate: 0.05, ...extra },
        { rng: new Rng(5), clock: { wall: () => 0, cpu: () => 0 } },
      );
      const state = weights(trainable);
      trainable.dispose();
      return { history, state };
    };
    const plain = await run({});
    assert.equal(plain.history.epochs.at(-1)!.step, 14); // 7 batches an epoch
    for (const extra of [
      { optimizer: { kind: 'lion' } },
      { loss: { kind: 'focal' } },
      { loss: { kind: 'cross-entropy', labelSmoothing: 0.2 } },
      { clipValue: 1e-3 },
      { accumulate: 3 },
      { schedule: { kind: 'one-cycle' } },
    ]) {
      const other = await run(extra);
      assert.notDeepEqual(other.state, plain.state, JSON.stringify(extra));
      assert.equal(other.history.epochs.at(-1)!.step, 'accumulate' in extra ? 6 : 14);
    }
    const named = await run({
      optimizer: { kind: 'adam' },
      loss: { kind: 'cross-entropy' },
      accumulate: 1,
    });
    assert.deepEqual(named, plain); // the defaults, spelt out
  });

  it('goes on from a checkpoint with another optimizer as if never interrupted', async () => {
    const data = { train: toyReviews(50, 1), validation: toyReviews(20, 2) };
    for (const optimizer of [{ kind: 'lion' }, { kind: 'sgd', momentum: 0 }] as const) {
      const train = async (trainable: Trainable, extra: object) =>
        fit(
          trainable,
          data,
          { epochs: 3, batchSize: 8, learningRate: 0.02, optimizer, schedule: { kind: 'plateau' } },
          { rng: new Rng(5), clock: { wall: () => 0, cpu: () => 0 }, ...extra },
        );
      const checkpoints: unknown[] = [];
      const [whole, part] = [model(), model()];
      const history = await train(whole, {
        onEpoch: (_: unknown, context: { checkpoint(): unknown }) =>
          void checkpoints.push(context.checkpoint()),
      });
      assert.deepEqual(await train(part, { from: checkpoints[0] }), history);
      assert.deepEqual(weights(part), weights(whole));
      for (const trainable of [whole, part]) trainable.dispose();
    }
  });

  it('a model without these abilities refuses them by name', async () => {
    const data = { train: toyReviews(20, 1), validation: toyReviews(10, 2) };
    const bag = () => new BagOfWords(TOY_VOCABULARY, 3);
    await assert.rejects(
      fit(bag(), data, { optimizer: { kind: 'lion' } }, { rng: new Rng(1) }),
      /training\.optimizer: This model has an optimizer of its own.*"lion"/,
    );
    await assert.rejects(
      fit(bag(), data, { accumulate: 2, batchSize: 4 }, { rng: new Rng(1) }),
      /training\.accumulate: /,
    );
  });

  it('a mistake inside an option is named with its path', async () => {
    const data = { train: toyReviews(20, 1), validation: toyReviews(10, 2) };
    const train = (config: object) =>
      fit(new BagOfWords(TOY_VOCABULARY, 3), data, config, { rng: new Rng(1) });
    await assert.rejects(
      train({ schedule: { kind: 'one-cycle', rise: 2 } }),
      /training\.schedule\.rise: .*Got 2/,
    );
    await assert.rejects(train({ schedule: { kind: 'one-cicle' } }), /Did you mean "one-cycle"/);
    await assert.rejects(train({ schedule: { kind: 'step', factr: 0.5 } }), /Did you mean "factor"/);
    await assert.rejects(train({ schedule: 'constnt' }), /training\.schedule: /);
    await assert.rejects(train({ optimizer: { kind: 'adamax' } }), /training\.optimizer\.kind: .*"adamax"/);
  });
});
