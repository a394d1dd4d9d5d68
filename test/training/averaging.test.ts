import assert from 'node:assert/strict';
import { createTrainable, parseModelConfig, weightsSha256 } from 'sentilab/models';
import type { Trainable } from 'sentilab/models';
import { WeightAverage } from '../../lib/models/network/weight-average.ts';
import { recurrentOps, type Backend } from 'sentilab/runtime';
import { getBackend } from 'sentilab/runtime/node';
import { Rng } from 'sentilab/random';
import { evaluate, fit, trainingConfigSchema } from 'sentilab/training';
import type { FitEffects, TrainingConfigInput } from 'sentilab/training';
import { averageShare } from '../../lib/training/averaging/average.ts';
import { distance } from '../runtime/ops/support.ts';
import golden from '../golden/averaging.json' with { type: 'json' };
import { BagOfWords } from './bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

const DIMENSIONS = 6;
const data = { train: toyReviews(96, 1), validation: toyReviews(60, 2) };
const base: TrainingConfigInput = { epochs: 4, batchSize: 16, learningRate: 0.02, patience: null };

describe('averaging of weights', () => {
  let backend: Backend;
  before(async () => {
    backend = await getBackend();
  });

  function model(): Trainable {
    const rng = new Rng(2);
    return createTrainable(parseModelConfig({ kind: 'bilstm', units: 3 }), {
      backend,
      vocabularySize: TOY_VOCABULARY,
      embedding: {
        matrix: Float32Array.from({ length: TOY_VOCABULARY * DIMENSIONS }, () => rng.normal()),
        dimensions: DIMENSIONS,
        trainable: true,
      },
      seed: 1,
    });
  }
  const weights = (trainable: Trainable, prefix = 'weights/'): number[] =>
    trainable
      .exportState()
      .arrays.filter(({ name }) => name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ values }) => [...values]);
  const train = (trainable: Trainable, config: TrainingConfigInput, effects: Partial<FitEffects> = {}) =>
    fit(
      trainable,
      data,
      { ...base, ...config },
      { rng: new Rng(5), clock: { wall: () => 0, cpu: () => 0 }, ...effects },
    );

  for (const [name, averaging] of [
    ['ema 0.9', { kind: 'ema', decay: 0.9 }],
    ['ema 0.999', { kind: 'ema', decay: 0.999 }],
    ['swa', { kind: 'swa', fromEpoch: 1 }],
  ] as const)
    it(`gives the means of PyTorch's AveragedModel within 1e-6: ${name}`, () => {
      const config = trainingConfigSchema.parse({ epochs: golden.values.length, averaging });
      const variable = recurrentOps(backend).variable([6], new Float32Array(6));
      const variables = new Map([['w', variable]]);
      const average = new WeightAverage();
      golden.values.forEach((values, k) => {
        variable.assign(Float32Array.from(values));
        const share = averageShare(config, k + 1, 1);
        assert.ok(share !== null);
        average.update(variables, share);
        const [mean] = average.export(variables);
        assert.ok(distance([...mean!.values], golden[name][k]!) <= 1e-6);
      });
      variable.dispose();
    });

  it('evaluates and keeps the mean, and goes on training from the weights themselves', async () => {
    for (const averaging of [
      { kind: 'ema', decay: 0.9 },
      { kind: 'swa', fromEpoch: 1 },
    ] as const) {
      const [averaged, plain] = [model(), model()];
      const means: number[][] = [];
      const raw: number[][] = [];
      const history = await train(
        averaged,
        { averaging },
        {
          onEpoch: () => {
            means.push(weights(averaged, 'average/'));
            raw.push(weights(averaged));
          },
        },
      );
      const without: number[][] = [];
      await train(plain, {}, { onEpoch: () => void without.push(weights(plain)) });
      assert.deepEqual(raw, without, 'the weights go their way');
      assert.deepEqual(weights(averaged), means[history.bestEpoch! - 1]);
      assert.ok(distance(weights(averaged), raw[history.bestEpoch! - 1]!) > 1e-4);
      assert.equal(weights(averaged, 'average/').length, 0, 'training is over: the mean is forgotten');
      const labels = data.validation.map(({ label }) => label);
      const probabilities = await evaluate(averaged, data.validation);
      const loss = -labels.reduce<number>(
        (sum, label, k) => sum + Math.log(label === 1 ? probabilities[k]! : 1 - probabilities[k]!),
        0,
      );
      const told = history.epochs[history.bestEpoch! - 1]!.metrics['validation/loss']!;
      assert.ok(Math.abs(loss / labels.length - told) < 1e-6);
      for (const trainable of [averaged, plain]) trainable.dispose();
    }
  });

  it('is what the model has in the end also when the last epoch is to be kept', async () => {
    const trainable = model();
    let mean: number[] = [];
    const onEpoch = (): void => void (mean = weights(trainable, 'average/'));
    await train(trainable, { averaging: { kind: 'ema', decay: 0.9 }, restore: 'last' }, { onEpoch });
    assert.ok(mean.length > 0);
    assert.deepEqual(weights(trainable), mean);
    assert.equal(weights(trainable, 'average/').length, 0);
    trainable.dispose();
  });

  it('swa begins after three quarters of the epochs, is the mean of the ends of epochs, and may have a rate of its own', async () => {
    const trainable = model();
    const raw: number[][] = [];
    const means: number[][] = [];
    const rates: number[] = [];
    await train(
      trainable,
      { epochs: 8, averaging: { kind: 'swa', learningRate: 0.05 } },
      {
        details: true,
        onEpoch: ({ metrics }) => {
          raw.push(weights(trainable));
          means.push(weights(trainable, 'average/'));
          rates.push(metrics['train/learning-rate']!);
        },
      },
    );
    assert.deepEqual(
      means.map(({ length }) => length > 0),
      [false, false, false, false, false, false, true, true],
    );
    assert.deepEqual(rates, [0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.05]);
    assert.deepEqual(means[6], raw[6]);
    const mean = raw[6]!.map((value, k) => (value + raw[7]![k]!) / 2);
    assert.ok(distance(means[7]!, mean) <= 1e-6);
    trainable.dispose();
  });

  it('a decay that warms up follows the weights closely at first', () => {
    const config = trainingConfigSchema.parse({ averaging: { kind: 'ema', warmUp: true } });
    const shares = [1, 2, 100, 1e6].map((step) => averageShare(config, step, 10)!);
    assert.equal(shares[0], 1);
    assert.ok(Math.abs(shares[1]! - 9 / 12) < 1e-12);
    assert.ok(Math.abs(shares[2]! - 9 / 110) < 1e-12);
    assert.ok(Math.abs(shares[3]! - 0.001) < 1e-12);
  });

  it('a model that keeps no mean refuses it by name', async () => {
    await assert.rejects(
      train(new BagOfWords(TOY_VOCABULARY, 3), { averaging: { kind: 'ema' } }),
      /training\.averaging: This model keeps no mean of its weights.*"ema"/,
    );
  });

  it('a dropout schedule changes the rates from its first factor to its last: at 0 throughout there is no dropout', async () => {
    const bits = async (config: TrainingConfigInput): Promise<string> => {
      const trainable = model();
      await train(trainable, config);
      const hash = weightsSha256(trainable.exportState());
      trainable.dispose();
      return hash;
    };
    const plain = await bits({});
    assert.equal(await bits({ dropoutSchedule: { kind: 'constant' } }), plain);
    assert.equal(await bits({ dropoutSchedule: { kind: 'linear', from: 1, to: 1 } }), plain);
    const none = await bits({ dropoutSchedule: { kind: 'constant', factor: 0 } });
    assert.notEqual(none, plain);
    assert.equal(await bits({ dropoutSchedule: { kind: 'cosine', from: 0, to: 0 } }), none);
    assert.notEqual(
      await bits({ dropoutSchedule: { kind: 'linear' } }),
      await bits({ dropoutSchedule: { kind: 'cosine' } }),
    );
  });
});
