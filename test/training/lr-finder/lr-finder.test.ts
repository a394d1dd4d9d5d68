import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { findLearningRate, fit, suggestLearningRate } from 'sentilab/training';
import type { LrFinderConfigInput, LrPoint } from 'sentilab/training';
import { BagOfWords } from '../bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from '../toy-reviews.ts';

const train = toyReviews(400, 1);
const find = (
  finder: LrFinderConfigInput = {},
  model = new BagOfWords(TOY_VOCABULARY, 3),
  signal?: AbortSignal,
) =>
  findLearningRate(
    model,
    train,
    { batchSize: 16, clipNorm: null },
    { from: 1e-4, to: 500, steps: 200, ...finder },
    { rng: new Rng(7), ...(signal && { signal }) },
  );

/** A curve over rates from 1e-5 to 1 by the logarithm of the rate to base ten. */
const curve = (smoothed: (exponent: number) => number, count = 101): LrPoint[] =>
  Array.from({ length: count }, (_, k) => {
    const exponent = -5 + (5 * k) / (count - 1);
    return { learningRate: 10 ** exponent, loss: smoothed(exponent), smoothed: smoothed(exponent) };
  });

describe('findLearningRate', () => {
  it('suggests a rate that trains well: far better than one a thousand times smaller', async () => {
    const { found, points, stopped } = await find();
    assert.equal(stopped, 'the loss rose');
    assert.ok(points.length < 200);
    assert.ok(found !== null);
    const lossAt = async (learningRate: number): Promise<number> => {
      const history = await fit(
        new BagOfWords(TOY_VOCABULARY, 3),
        { train, validation: toyReviews(200, 2) },
        { epochs: 2, batchSize: 16, learningRate },
        { rng: new Rng(5) },
      );
      return history.epochs.at(-1)?.metrics['validation/loss'] ?? NaN;
    };
    const [suggested, tiny] = [await lossAt(found.suggestion), await lossAt(found.suggestion / 1000)];
    assert.ok(suggested < tiny - 0.1, `${suggested} at ${found.suggestion}, ${tiny} a thousand times below`);
  });

  it('raises the rate by equal factors from the first to the last', async () => {
    const { points, stopped } = await find({ from: 1e-6, to: 1e-4, steps: 20 });
    assert.equal(stopped, 'all steps');
    assert.equal(points.length, 20);
    assert.equal(points[0]?.learningRate, 1e-6);
    assert.ok(Math.abs(points[19]!.learningRate / 1e-4 - 1) < 1e-9);
    assert.ok(Math.abs(points[8]!.learningRate / points[7]!.learningRate - 100 ** (1 / 19)) < 1e-9);
  });

  it('leaves the model as it was, bit by bit, and gives the same points twice', async () => {
    const model = new BagOfWords(TOY_VOCABULARY, 3);
    const before = model.exportState();
    const one = await find({}, model);
    assert.deepEqual(model.exportState(), before);
    assert.deepEqual(await find({}, model), one);
  });

  it('ends at the signal and at a loss that is no number', async () => {
    const controller = new AbortController();
    controller.abort();
    assert.equal((await find({}, undefined, controller.signal)).stopped, 'aborted');
    const broken = new BagOfWords(TOY_VOCABULARY, 3);
    broken.step = () => ({ loss: NaN, gradientNorm: 1 });
    const { stopped, points, found } = await find({}, broken);
    assert.deepEqual({ stopped, points, found }, { stopped: 'not finite', points: [], found: null });
  });

  it('refuses a range that does not rise, and no examples', async () => {
    await assert.rejects(find({ from: 1, to: 0.1 }), /finder\.to: Must be more than from/);
    await assert.rejects(
      findLearningRate(new BagOfWords(4, 1), [], {}, {}, { rng: new Rng(1) }),
      /train: The range test needs examples/,
    );
  });
});

describe('suggestLearningRate', () => {
  it('finds the steepest place and the least loss of a curve, and suggests a tenth of the latter', () => {
    // Falls as a logistic around 10^-3, least where the parabola that begins at 10^-1.5 takes over.
    const found = suggestLearningRate(
      curve((e) => 0.7 - 0.3 / (1 + Math.exp(-6 * (e + 3))) + (e > -1.5 ? (e + 1.5) ** 2 : 0)),
    );
    assert.ok(found !== null);
    assert.ok(Math.abs(Math.log10(found.steepest) + 3) <= 0.1, `${found.steepest}`);
    assert.ok(Math.abs(Math.log10(found.least) + 1.5) <= 0.1, `${found.least}`);
    assert.equal(found.suggestion, found.least / 10);
  });

  it('says nothing of a flat, a rising or a very short curve', () => {
    assert.equal(suggestLearningRate(curve(() => 0.7)), null);
    assert.equal(suggestLearningRate(curve((e) => e)), null);
    assert.equal(suggestLearningRate(curve((e) => -e, 9)), null);
  });
});
