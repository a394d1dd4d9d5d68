import assert from 'node:assert/strict';
import type { Batch } from 'sentilab/data';
import { Rng } from 'sentilab/random';
import { evaluate, fit } from 'sentilab/training';
import type { Checkpoint, Clock, FitEffects, TrainingConfigInput, TrainingHistory } from 'sentilab/training';
import { accuracy, predictedLabels } from 'sentilab/evaluation';
import { runRecordSchema } from 'sentilab/tracking';
import { BagOfWords } from './bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

const data = { train: toyReviews(400, 1), validation: toyReviews(100, 2) };
const still: Clock = { wall: () => 0, cpu: () => 0 };
const config: TrainingConfigInput = { epochs: 4, batchSize: 16, learningRate: 0.5, patience: null };

async function train(
  overrides: TrainingConfigInput = {},
  effects: Partial<FitEffects> = {},
): Promise<{ model: BagOfWords; history: TrainingHistory }> {
  const model = new BagOfWords(TOY_VOCABULARY, 3);
  const history = await fit(
    model,
    data,
    { ...config, ...overrides },
    { rng: new Rng(5), clock: still, ...effects },
  );
  return { model, history };
}

const weightsOf = (model: BagOfWords): Float32Array => model.exportState().arrays[0]!.values;

describe('fit', () => {
  it('learns: the training loss falls, and held-out accuracy is far above chance', async () => {
    const { history, model } = await train();
    const losses = history.epochs.map(({ metrics }) => metrics['train/loss']!);
    assert.ok(losses.at(-1)! < losses[0]! * 0.9, losses.join(' '));
    const held = toyReviews(500, 9);
    const labels = held.map(({ label }) => label);
    const reached = accuracy(labels, predictedLabels(await evaluate(model, held, 64)));
    assert.ok(reached > 0.8, `accuracy ${reached}`);
    assert.deepEqual(history.stopped, { reason: 'epochs', detail: 'all 4 epochs done' });
  });

  it('gives epochs as run records hold them, with steps and time counted up', async () => {
    let now = 100;
    const clock: Clock = { wall: () => (now += 0.5), cpu: () => now / 10 };
    const { history } = await train({ epochs: 2 }, { clock });
    runRecordSchema.shape.epochs.parse(history.epochs);
    assert.deepEqual(
      history.epochs.map(({ epoch, step }) => [epoch, step]),
      [
        [1, 25],
        [2, 50],
      ],
    );
    assert.ok(history.epochs[0]!.seconds > 0 && history.epochs[1]!.seconds > history.epochs[0]!.seconds);
    assert.ok(history.epochs[1]!.cpuSeconds > history.epochs[0]!.cpuSeconds);
  });

  it('gives the same bits for the same seed and others for another', async () => {
    const [one, two] = [await train(), await train()];
    assert.deepEqual(two.history, one.history);
    assert.deepEqual(weightsOf(two.model), weightsOf(one.model));
    const other = await train({}, { rng: new Rng(6) });
    assert.notDeepEqual(weightsOf(other.model), weightsOf(one.model));
  });

  it('stops when the validation loss has not fallen for `patience` epochs and puts the best weights back', async () => {
    const seen: Float32Array[] = [];
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const small = { ...data, train: data.train.slice(0, 20) }; // overfits soon
    const history = await fit(
      model,
      small,
      { ...config, epochs: 500, patience: 3 },
      { rng: new Rng(5), clock: still, onEpoch: () => void seen.push(weightsOf(model)) },
    );
    assert.equal(history.stopped.reason, 'patience');
    const losses = history.epochs.map(({ metrics }) => metrics['validation/loss']!);
    assert.equal(losses.indexOf(Math.min(...losses)) + 1, history.bestEpoch);
    assert.equal(history.epochs.length, history.bestEpoch! + 3);
    assert.deepEqual(weightsOf(model), seen[history.bestEpoch! - 1]);
    assert.notDeepEqual(weightsOf(model), seen.at(-1));
  });

  it('leaves the last weights in place when asked to, whatever the validation loss says', async () => {
    const seen: Float32Array[] = [];
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const small = { ...data, train: data.train.slice(0, 20) }; // overfits soon
    const history = await fit(
      model,
      small,
      { ...config, epochs: 60, restore: 'last' },
      { rng: new Rng(5), clock: still, onEpoch: () => void seen.push(weightsOf(model)) },
    );
    const losses = history.epochs.map(({ metrics }) => metrics['validation/loss']!);
    assert.ok(losses.at(-1)! > Math.min(...losses));
    assert.equal(history.bestEpoch, 60);
    assert.deepEqual(weightsOf(model), seen.at(-1));
  });

  it('shuffles without regard to length when the noise is large: the same examples, more padding', async () => {
    const padding = async (lengthNoise?: number): Promise<number> => {
      const seen: Batch[] = [];
      const model = new BagOfWords(TOY_VOCABULARY, 3);
      const step = model.step.bind(model);
      model.step = (batch, options) => (seen.push(batch), step(batch, options));
      const rng = new Rng(5);
      await fit(
        model,
        data,
        { ...config, epochs: 1, ...(lengthNoise !== undefined && { lengthNoise }) },
        { rng },
      );
      assert.equal(new Set(seen.flatMap(({ exampleIds }) => exampleIds)).size, data.train.length);
      return seen.reduce(
        (sum, { size, time, lengths }) => sum + size * time - lengths.reduce((a, b) => a + b),
        0,
      );
    };
    assert.equal(await padding(0.1), await padding());
    assert.ok((await padding(1000)) > 2 * (await padding()));
  });

  it('counts only a fall of more than minDelta as progress', async () => {
    const { history } = await train({ epochs: 50, patience: 2, minDelta: 10 });
    assert.equal(history.epochs.length, 3); // the first is progress over nothing
    assert.equal(history.stopped.reason, 'patience');
  });

  it('ends as pruned when onEpoch asks for it, waiting for its answer', async () => {
    const { history } = await train(
      {},
      {
        onEpoch: async ({ epoch }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          return epoch === 2 ? { stop: 'worse than the median' } : undefined;
        },
      },
    );
    assert.equal(history.epochs.length, 2);
    assert.deepEqual(history.stopped, { reason: 'pruned', detail: 'worse than the median' });
  });

  it('ends as aborted within an epoch, keeping the finished ones', async () => {
    const controller = new AbortController();
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    let steps = 0;
    const counting = new Proxy(model, {
      get(target, name) {
        if (name === 'step' && ++steps === 30) controller.abort(); // the fifth step of the second epoch
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    });
    const history = await fit(counting, data, config, { rng: new Rng(5), signal: controller.signal });
    assert.equal(steps, 30);
    assert.equal(history.epochs.length, 1);
    assert.equal(history.bestEpoch, 1);
    assert.equal(history.stopped.reason, 'aborted');
  });

  it('lets timers run while it trains', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    const slow = new BagOfWords(TOY_VOCABULARY, 3);
    const step = slow.step.bind(slow);
    slow.step = (batch, options) => {
      for (const end = performance.now() + 60; performance.now() < end;); // blocks, as an op does
      return step(batch, options);
    };
    await fit(slow, data, { ...config, epochs: 1 }, { rng: new Rng(5) });
    clearInterval(timer);
    assert.ok(ticks >= 4, `${ticks} ticks in 25 steps of 60 ms`);
  });

  it('goes on from a checkpoint with exactly the epochs that an uninterrupted training has', async () => {
    for (const schedule of ['constant', 'warmup-cosine'] as const) {
      const checkpoints: Checkpoint[] = [];
      const whole = await train(
        { schedule },
        { onEpoch: (_, context) => void checkpoints.push(context.checkpoint()) },
      );
      for (const from of checkpoints) {
        const resumed = await train({ schedule }, { from });
        assert.deepEqual(resumed.history, whole.history);
        assert.deepEqual(weightsOf(resumed.model), weightsOf(whole.model));
      }
    }
  });

  it('refuses to go on with another seed', async () => {
    let from: Checkpoint | undefined;
    await train({ epochs: 1 }, { onEpoch: (_, context) => void (from = context.checkpoint()) });
    await assert.rejects(train({}, { from: from!, rng: new Rng(6) }), /rng\.seed: .*Got 6\. Use seed 5/);
  });

  it('reports divergence with the step and the learning rate instead of training on with NaN', async () => {
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const { arrays, scalars } = model.exportState();
    model.importState({
      arrays: arrays.map((array) => ({ ...array, values: array.values.fill(NaN) })),
      scalars,
    });
    await assert.rejects(
      fit(model, data, config, { rng: new Rng(5) }),
      (error: Error) =>
        error.name === 'FailureError' &&
        /training\.learningRate: Training diverged: the training loss is NaN at step 1 \(epoch 1, learning rate 0\.5\)/.test(
          error.message,
        ),
    );
  });

  it('refuses a bad configuration and empty parts, naming the field', async () => {
    await assert.rejects(train({ epochs: 0 }), /training\.epochs: .*Got 0/);
    await assert.rejects(train({ learningrate: 1 } as TrainingConfigInput), /Did you mean "learningRate"/);
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    await assert.rejects(fit(model, { ...data, validation: [] }, {}, { rng: new Rng(1) }), /validation: /);
  });
});

describe('evaluate', () => {
  it('gives probabilities in the order of the examples, whatever the batch size', async () => {
    const { model } = await train({ epochs: 1 });
    const one = await evaluate(model, data.validation, 1);
    assert.deepEqual(await evaluate(model, data.validation, 7), one);
    assert.deepEqual(await evaluate(model, data.validation), one);
    const backwards = await evaluate(model, [...data.validation].reverse(), 7);
    assert.deepEqual([...backwards].reverse(), [...one]);
  });
});
