import assert from 'node:assert/strict';
import { AUGMENTERS, augmentConfigSchema, labelVote } from 'sentilab/augment';
import { augmentExamples } from 'sentilab/augment/node';
import { Rng } from 'sentilab/random';
import { trainJudge, type Judge } from './judge.ts';
import { resources } from './support.ts';

describe('labelVote', () => {
  let judge: Judge;
  before(async () => {
    judge = await trainJudge();
  });
  after(() => judge.dispose());

  for (const { kind } of AUGMENTERS.filter((one) => one.kind !== 'back-translation'))
    it(`${kind}: models trained on rt give at least 95 % of 200 or more new texts the label of the old ones, on texts they have not learnt from`, async () => {
      const { augmented } = await augmentExamples(
        judge.held,
        augmentConfigSchema.parse({ augmenters: [{ kind, copies: 1 }] }),
        { rng: new Rng(1), resources },
      );
      const vote = await labelVote(judge.predict, augmented);
      assert.ok(vote.texts >= 200, `${vote.texts} texts`);
      assert.ok(vote.share >= 0.95, `${(100 * vote.share).toFixed(1)} % of ${vote.texts}`);
    });

  it('back-translation by the pivot that is no translation keeps 90 %, which is why it is only a stand-in', async () => {
    const { augmented } = await augmentExamples(
      judge.held,
      { augmenters: [{ kind: 'back-translation', translator: { kind: 'synset-pivot' } }] },
      { rng: new Rng(1), resources },
    );
    const vote = await labelVote(judge.predict, augmented);
    assert.ok(vote.texts >= 200 && vote.share >= 0.9, `${(100 * vote.share).toFixed(1)} % of ${vote.texts}`);
  });

  it('finds the labels lost where new texts say the opposite', async () => {
    const praise = /\b(?:good|funny|best|great|love)\b/g;
    const opposite = judge.held
      .filter(({ text }) => praise.test(text))
      .map((original) => ({
        original,
        example: { ...original, text: original.text.replaceAll(praise, 'terrible') },
        augmenter: 'opposite',
        rewritten: { text: '', map: [] },
      }));
    const vote = await labelVote(judge.predict, opposite);
    assert.ok(vote.share < 0.85, `${vote.share}`);
    assert.equal(vote.lost.length, 5);
    assert.equal(vote.kept, Math.round(vote.share * vote.texts));
    assert.ok(vote.low < vote.share && vote.share < vote.high);
  });
});
