import assert from 'node:assert/strict';
import { AUGMENTERS, augmentConfigSchema, augmentWith, sourceOf } from 'sentilab/augment';
import { augmentExamples } from 'sentilab/augment/node';
import { loadDataset } from 'sentilab/data/node';
import { Rng } from 'sentilab/random';
import { example, resources } from './support.ts';

const EXAMPLES = [
  example('a warm and funny film about two old friends who meet again in a small town .', 'rt/pos/1'),
  { ...example('it is slow , and it does not end .', 'rt/neg/2'), label: 0 as const, rating: 3 },
];

describe('augmentExamples', () => {
  it('keeps the given examples and adds new ones with ids of their own, same label, group and rating', async () => {
    const { examples, augmented, report } = await augmentExamples(
      EXAMPLES,
      { augmenters: [{ kind: 'aeda', copies: 2 }, { kind: 'typos' }] },
      { rng: new Rng(1), resources },
    );
    assert.deepEqual(examples.slice(0, 2), EXAMPLES);
    assert.deepEqual(
      examples.slice(2).map(({ id }) => id),
      [
        'rt/pos/1+aug-1',
        'rt/pos/1+aug-2',
        'rt/neg/2+aug-1',
        'rt/neg/2+aug-2',
        'rt/pos/1+aug-3',
        'rt/neg/2+aug-3',
      ],
    );
    for (const { example: made, original } of augmented) {
      const { id: _id, text: _text, ...rest } = made;
      const { id: _originalId, text, ...originalRest } = original;
      assert.deepEqual(rest, originalRest);
      assert.notEqual(made.text, text);
    }
    assert.equal(report.originals, 2);
    assert.equal(report.made, 6);
    assert.equal(new Set(examples.map(({ id }) => id)).size, examples.length);
  });

  it('leads the words of a new text to those they came from', async () => {
    const { augmented } = await augmentExamples(
      EXAMPLES,
      { augmenters: [{ kind: 'swap', copies: 4 }] },
      { rng: new Rng(1), resources },
    );
    for (const { example: made, original, rewritten } of augmented)
      for (const match of made.text.matchAll(/\S+/g)) {
        const source = sourceOf(rewritten, { start: match.index, end: match.index + match[0].length });
        assert.equal(original.text.slice(source?.start, source?.end), match[0]);
      }
  });

  it('accounts for every copy: made, or refused for a reason', async () => {
    const examples = new Rng(1).shuffle((await loadDataset('rt')).examples).slice(0, 60);
    const { report, augmented } = await augmentExamples(
      examples,
      {
        augmenters: AUGMENTERS.filter(({ kind }) => kind !== 'back-translation').map(({ kind }) => ({
          kind,
          copies: 2,
        })) as never,
      },
      { rng: new Rng(1), resources },
    );
    assert.equal(report.augmenters.length, AUGMENTERS.length - 1);
    for (const { kind, wanted, made, refused, attempts } of report.augmenters) {
      assert.equal(wanted, 120);
      assert.equal(made + Object.values(refused).reduce((a, b) => a + b, 0), wanted, kind);
      assert.ok(attempts >= wanted, kind);
      assert.equal(augmented.filter((one) => one.augmenter === kind).length, made);
    }
    const contractions = report.augmenters.find(({ kind }) => kind === 'contractions');
    assert.ok((contractions?.refused.unchanged ?? 0) > 40, 'few sentences have a contraction');
    assert.ok((contractions?.refused.duplicate ?? 0) > 0, 'a second copy without a draw is the first');
    assert.equal(contractions?.attempts, 120, 'what draws nothing is not tried again');
  });

  it('names refused texts with their reason', async () => {
    const { report } = await augmentExamples(
      [example('a good film')],
      {
        augmenters: [{ kind: 'delete', share: 0.99 }],
        gate: { overlap: 0.9, lengthRatio: null, attempts: 4 },
      },
      { rng: new Rng(1), resources },
    );
    assert.deepEqual(report.augmenters[0]?.refusedExamples, [
      { reason: 'overlap', original: 'a good film', text: 'good' },
    ]);
    assert.equal(report.augmenters[0]?.attempts, 4);
  });

  it('makes the same of an example whatever stands beside it, and something else of another seed', async () => {
    const make = async (examples: typeof EXAMPLES, seed: number): Promise<string[]> => {
      const config = { augmenters: [{ kind: 'typos' as const, copies: 3 }] };
      const { augmented } = await augmentExamples(examples, config, { rng: new Rng(seed), resources });
      return augmented
        .filter(({ original }) => original.id === 'rt/pos/1')
        .map(({ example: made }) => made.text);
    };
    assert.deepEqual(await make(EXAMPLES, 1), await make(EXAMPLES.slice(0, 1), 1));
    assert.notDeepEqual(await make(EXAMPLES, 1), await make(EXAMPLES, 2));
  });

  it('gives EDA’s number of copies for the size of the training part', async () => {
    const { report } = await augmentExamples(
      EXAMPLES,
      { augmenters: [{ kind: 'eda' }], gate: { duplicates: false } },
      { rng: new Rng(1), resources },
    );
    assert.equal(report.augmenters[0]?.wanted, 2 * 16);
  });

  it('does nothing without augmenters', async () => {
    const { examples, report } = await augmentWith(EXAMPLES, {}, {}, { rng: new Rng(1) });
    assert.equal(examples, EXAMPLES);
    assert.equal(report.made, 0);
  });

  it('tells how far it is', async () => {
    const seen: [number, number][] = [];
    await augmentExamples(
      EXAMPLES,
      { augmenters: [{ kind: 'aeda' }, { kind: 'ocr', copies: 2 }] },
      { rng: new Rng(1), resources, onProgress: (done, wanted) => seen.push([done, wanted]) },
    );
    assert.deepEqual(seen.at(-1), [6, 6]);
  });

  it('names a wrong field, a misspelt kind, and what is missing', async () => {
    const run = (config: object): Promise<unknown> => augmentWith(EXAMPLES, config, {}, { rng: new Rng(1) });
    await assert.rejects(
      run({ augmenters: [{ kind: 'typo' }] }),
      /augment\.augmenters\.0.*typo.*Did you mean "typos"/,
    );
    await assert.rejects(run({ augmenters: [{ kind: 'typos', shares: 1 }] }), /Unknown field "shares"/);
    await assert.rejects(run({ augmenters: [{ kind: 'typos', share: 2 }] }), /augment\.augmenters\.0\.share/);
    await assert.rejects(
      run({ augmenters: [{ kind: 'wordnet' }], gate: { similarity: null, sentiment: false } }),
      /resources\.wordnet: The augmenter "wordnet" needs wordnet.*sentilab\/augment\/node/,
    );
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(
      augmentExamples(EXAMPLES, { augmenters: [{ kind: 'aeda' }] }, { rng: new Rng(1), resources, signal }),
      /Augmentation was stopped/,
    );
  });

  it('reads back what its schema writes', () => {
    const config = augmentConfigSchema.parse({ augmenters: [{ kind: 'eda' }] });
    assert.deepEqual(augmentConfigSchema.parse(JSON.parse(JSON.stringify(config))), config);
  });
});
