import assert from 'node:assert/strict';
import { AUGMENTERS, augmentConfigSchema, labelVote, type PredictLabels } from 'sentilab/augment';
import { augmentExamples } from 'sentilab/augment/node';
import { splitDataset, type Example } from 'sentilab/data';
import { loadDataset } from 'sentilab/data/node';
import { NbSvm } from 'sentilab/models';
import { Rng } from 'sentilab/random';
import { TextPipeline } from 'sentilab/text';
import { resources } from './support.ts';

describe('labelVote', () => {
  let predict: PredictLabels;
  let texts: readonly Example[];
  before(async () => {
    const { train } = splitDataset(await loadDataset('rt'), { seed: 1 });
    const pipeline = await TextPipeline.fit([]);
    const model = NbSvm.fit(
      train.map(({ text }) => pipeline.tokens(text)),
      train.map(({ label }) => label),
      {},
      new Rng(1),
    );
    predict = (given) =>
      Array.from(model.predict(given.map((text) => pipeline.tokens(text))), (p) => (p >= 0.5 ? 1 : 0));
    texts = new Rng(3).shuffle(train);
  });

  // The linear model reads bigrams too: it is the stricter judge of words that change places.
  for (const { kind } of AUGMENTERS)
    it(`${kind}: a model trained on rt gives at least 95 % of 200 new texts the label of the old ones`, async () => {
      const config =
        kind === 'back-translation' ? { kind, translator: { kind: 'synset-pivot' } } : { kind, copies: 1 };
      const { augmented } = await augmentExamples(
        texts.slice(0, ['contractions', 'back-translation'].includes(kind) ? 2500 : 300),
        augmentConfigSchema.parse({ augmenters: [config] }),
        { rng: new Rng(1), resources },
      );
      const vote = await labelVote(predict, augmented.slice(0, 200));
      assert.ok(kind === 'back-translation' ? vote.texts >= 60 : vote.texts === 200, `${vote.texts} texts`);
      assert.ok(vote.share >= 0.95, `${(100 * vote.share).toFixed(1)} %`);
      assert.ok(vote.low < vote.share && vote.share <= vote.high);
    });

  it('finds the labels lost where new texts say the opposite', async () => {
    const opposite = texts
      .filter(({ text }) => /\bgood\b/.test(text))
      .slice(0, 50)
      .map((original) => ({
        original,
        example: { ...original, text: original.text.replaceAll(/\bgood\b/g, 'terrible') },
        augmenter: 'opposite',
        rewritten: { text: '', map: [] },
      }));
    const vote = await labelVote(predict, opposite);
    assert.ok(vote.share < 0.9, `${vote.share}`);
    assert.equal(vote.lost.length, 5);
    assert.equal(vote.kept, Math.round(vote.share * vote.texts));
  });
});
