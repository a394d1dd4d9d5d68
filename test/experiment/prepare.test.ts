import assert from 'node:assert/strict';
import { runConfigSchema, type RunConfigInput } from 'sentilab/experiment';
import { Preparer } from 'sentilab/experiment/node';

const config = (data: Partial<RunConfigInput['data']>, more: Partial<RunConfigInput> = {}) =>
  runConfigSchema.parse({
    data: { source: { kind: 'synthetic', examples: 400, positive: 0.1 }, split: { seed: 1 }, ...data },
    text: {},
    embedding: { kind: 'random', dimensions: 4 },
    model: { kind: 'bilstm', units: 2 },
    training: {},
    ...more,
  });
const positives = (part: readonly { readonly label: number }[]): number =>
  part.filter(({ label }) => label === 1).length;

describe('the prepared training part', () => {
  const preparer = new Preparer();

  it('is balanced as asked, validation and test never', async () => {
    const plain = await preparer.prepare(config({}), 1);
    assert.equal(plain.train.length, 320);
    assert.equal(positives(plain.train), 32);
    const over = await preparer.prepare(config({ balance: 'oversample' }), 1);
    assert.deepEqual([over.train.length, positives(over.train)], [576, 288]);
    const under = await preparer.prepare(config({ balance: 'undersample' }), 1);
    assert.deepEqual([under.train.length, positives(under.train)], [64, 32]);
    const weighed = await preparer.prepare(config({ balance: 'class-weights' }), 1);
    assert.deepEqual(weighed.classWeights, [320 / (2 * 288), 320 / (2 * 32)]);
    for (const { validation } of [over, under, weighed])
      assert.deepEqual(
        validation.map(({ id }) => id),
        plain.validation.map(({ id }) => id),
      );
  });

  it('holds what augmentation adds, drawn from the seed of the run', async () => {
    const augment = { augmenters: [{ kind: 'swap' as const }], gate: { similarity: null, sentiment: false } };
    const first = await preparer.prepare(config({}, { augment }), 1);
    const again = await new Preparer().prepare(config({}, { augment }), 1);
    const other = await preparer.prepare(config({}, { augment }), 2);
    const texts = ({ split }: typeof first): string[] => split.train.map(({ text }) => text);
    assert.ok(first.augmented && first.augmented.made > 200, JSON.stringify(first.augmented));
    assert.equal(first.train.length, 320 + first.augmented.made);
    assert.deepEqual(texts(first), texts(again));
    assert.notDeepEqual(texts(first), texts(other));
  });

  it('is cut to the size asked for, smaller parts inside larger ones', async () => {
    const small = await preparer.prepare(config({ trainSize: 50 }), 1);
    const large = await preparer.prepare(config({ trainSize: 100 }), 1);
    const ids = new Set(large.train.map(({ id }) => id));
    assert.equal(small.train.length, 50);
    assert.ok(small.train.every(({ id }) => ids.has(id)));
  });
});
