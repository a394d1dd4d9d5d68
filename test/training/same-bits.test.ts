import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Rng } from 'sentilab/random';
import { fit } from 'sentilab/training';
import type { FitEffects, TrainingConfigInput } from 'sentilab/training';
import { BagOfWords } from './bag-of-words.ts';
import { TOY_VOCABULARY, toyReviews } from './toy-reviews.ts';

const data = { train: toyReviews(400, 1), validation: toyReviews(100, 2) };

/** Hash of the whole history and of the weights a tiny training ends with. */
async function bits(config: TrainingConfigInput, effects: Partial<FitEffects> = {}): Promise<string> {
  const model = new BagOfWords(TOY_VOCABULARY, 3);
  const history = await fit(
    model,
    data,
    { epochs: 4, batchSize: 16, learningRate: 0.5, patience: null, ...config },
    { rng: new Rng(5), clock: { wall: () => 0, cpu: () => 0 }, ...effects },
  );
  const hash = createHash('sha256').update(JSON.stringify(history));
  for (const { values } of model.exportState().arrays) hash.update(new Uint8Array(values.buffer));
  return hash.digest('hex').slice(0, 16);
}

describe('bits of a training', () => {
  // Taken before the loop had optimizers, losses and schedules with options: configurations that name none keep their bits.
  const pinned: readonly (readonly [TrainingConfigInput, string])[] = [
    [{}, '99b29d66fa5741a7'],
    [{ schedule: 'warmup-linear' }, 'cf08623490223ffb'],
    [{ schedule: 'warmup-cosine', clipNorm: 0.1 }, '4aef6b612f9b5ef7'],
    [{ clipNorm: null, patience: 1, learningRate: 2 }, '094b9b6277cee9c4'],
  ];
  for (const [config, hash] of pinned)
    it(`are those of ever for ${JSON.stringify(config)}`, async () => {
      assert.equal(await bits(config), hash);
    });

  it('change with the seed', async () => {
    assert.notEqual(await bits({}, { rng: new Rng(6) }), await bits({}));
  });
});
