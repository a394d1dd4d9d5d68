import assert from 'node:assert/strict';
import { Rng } from 'sentilab/random';
import { convergenceFindings, fit } from 'sentilab/training';
import { BagOfWords } from './bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

/** Findings for epochs of [training loss, validation loss]. */
const found = (...losses: readonly (readonly [number, number])[]) =>
  convergenceFindings(
    losses.map(([train, validation], i) => ({
      epoch: i + 1,
      step: i + 1,
      seconds: 0,
      cpuSeconds: 0,
      metrics: { 'train/loss': train, 'validation/loss': validation },
    })),
  );
const kinds = (...losses: readonly (readonly [number, number])[]) => found(...losses).map(({ kind }) => kind);

describe('convergenceFindings', () => {
  it('names overfitting with the epoch and the gap', () => {
    const [finding, ...others] = found([0.6, 0.62], [0.4, 0.5], [0.2, 0.6], [0.1, 0.7]);
    assert.equal(others.length, 0);
    assert.equal(finding?.kind, 'overfitting');
    assert.match(
      finding?.text ?? '',
      /after epoch 2: .* fell by 0\.300 .* rose by 0\.200; the gap .* is 0\.600/,
    );
  });

  it('names a plateau only after three epochs without a change', () => {
    assert.deepEqual(kinds([0.5, 0.5], [0.5, 0.5], [0.5, 0.501]), []);
    assert.deepEqual(kinds([0.5, 0.5], [0.5, 0.5], [0.5, 0.501], [0.5, 0.499]), ['plateau']);
  });

  it('tells divergence from overfitting', () => {
    assert.deepEqual(kinds([0.5, 0.5], [0.4, 0.45], [0.9, 0.9]), ['divergence']);
  });

  it('says when nothing was learned, and when more epochs may help', () => {
    assert.deepEqual(kinds([0.694, 0.69], [0.693, 0.7]), ['nothing-learned']);
    assert.deepEqual(kinds([0.6, 0.6], [0.5, 0.5], [0.4, 0.4]), ['still-learning']);
  });

  it('says nothing of one epoch, none, or a calm end', () => {
    assert.deepEqual(kinds(), []);
    assert.deepEqual(kinds([0.6, 0.6]), []);
    assert.deepEqual(kinds([0.6, 0.6], [0.4, 0.45], [0.38, 0.447]), []);
  });

  it('finds overfitting in a real training on twenty reviews', async () => {
    const { epochs } = await fit(
      new BagOfWords(TOY_VOCABULARY, 3),
      { train: toyReviews(20, 1), validation: toyReviews(100, 2) },
      { epochs: 80, batchSize: 16, learningRate: 0.5, patience: null },
      { rng: new Rng(5) },
    );
    assert.ok(convergenceFindings(epochs).some(({ kind }) => kind === 'overfitting'));
  });
});
