import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { AUGMENTERS, augmenterConfigSchema, createAugmenter, rewrite } from 'sentilab/augment';
import type { Augmenter, AugmenterConfig, AugmentInput } from 'sentilab/augment';
import { loadDataset } from 'sentilab/data/node';
import { Rng } from 'sentilab/random';
import { needsOf } from '../../../lib/augment/augmenters/index.ts';
import { wordsOf } from '../../../lib/augment/words.ts';
import { assertTiled, resources } from '../support.ts';
import { digestOf } from './digest.ts';

/** Every augmenter; translation by the pivot that needs no other program. */
const CONFIGS: readonly AugmenterConfig[] = AUGMENTERS.map(({ kind }) =>
  augmenterConfigSchema.parse(
    kind === 'back-translation' ? { kind, translator: { kind: 'synset-pivot' } } : { kind },
  ),
);

/**
 * Share of texts that change where not 0.8: few have a contraction, few words a near word of the same meaning, and a word in
 * twenty is left out of a short sentence with a probability of less than 0.65.
 */
const LEAST_CHANGED: Readonly<Record<string, number>> = {
  contractions: 0.15,
  delete: 0.5,
  'back-translation': 0.6,
};

const HOSTILE = [
  '',
  ' ',
  '\n\t',
  '🎬🍿',
  '<br /><br />',
  '…!?.,',
  '\ud800 lone \udc00 surrogates',
  'ﬁlm ＦＩＬＭ film\u0301',
  'x'.repeat(5000),
  '7/10',
  "n't 's 'll",
  '⟦noun:1:a:b⟧ ␞ ⟧⟦',
];

for (const config of CONFIGS)
  describe(`augmenter ${config.kind}`, () => {
    let augmenter: Augmenter;
    let texts: readonly string[];
    const inputs = (
      given: readonly string[],
      seed: number,
      isProtected: (word: string) => boolean = () => false,
    ): AugmentInput[] => given.map((text, i) => ({ text, rng: new Rng(seed + i), isProtected }));
    before(async () => {
      const needed = await resources.loadNamed(needsOf(config));
      augmenter = createAugmenter(config, needed, { trainingSize: 6800 });
      texts = new Rng(1).shuffle((await loadDataset('rt')).examples.map(({ text }) => text)).slice(0, 60);
    });

    it('gives as many texts as it was given, and leads every stretch to its place', async () => {
      const results = await augmenter.augment(inputs(texts, 1));
      assert.equal(results.length, texts.length);
      results.forEach((result, i) => assertTiled(texts[i] ?? '', result));
    });

    it('changes most texts that offer something to change', async () => {
      const results = await augmenter.augment(inputs(texts, 1));
      const changed = results.filter(({ text }, i) => text !== texts[i]).length;
      assert.ok(changed >= texts.length * (LEAST_CHANGED[config.kind] ?? 0.8), `${changed}`);
    });

    it('gives the same texts for the same seed, and others for another unless it draws nothing', async () => {
      const [first, again, other] = await Promise.all([
        augmenter.augment(inputs(texts, 1)),
        augmenter.augment(inputs(texts, 1)),
        augmenter.augment(inputs(texts, 1001)),
      ]);
      assert.deepEqual(first, again);
      const same = first.filter(({ text }, i) => text === other[i]?.text).length;
      if (augmenter.deterministic) assert.equal(same, texts.length);
      else assert.ok(same < texts.length * 0.6, `${same} of ${texts.length} the same`);
    });

    it('does not depend on what else it is given', async () => {
      const together = await augmenter.augment(inputs(texts.slice(0, 5), 1));
      const [alone] = await augmenter.augment(inputs(texts.slice(0, 1), 1));
      assert.deepEqual(alone, together[0]);
    });

    it('takes any text without falling over', async () => {
      const results = await augmenter.augment(inputs(HOSTILE, 1));
      results.forEach((result, i) => assertTiled(HOSTILE[i] ?? '', result));
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
          const [result] = await augmenter.augment(inputs([text], 1));
          assertTiled(text, result ?? rewrite('', []));
        }),
        { numRuns: 200 },
      );
    });

    // A translator decides for itself, and a contraction keeps its meaning: there the gate looks at what was made.
    if (!['back-translation', 'contractions'].includes(config.kind))
      it('leaves every word where it stands when all are protected', async () => {
        const results = await augmenter.augment(inputs(texts, 1, () => true));
        const words = (text: string): string[] => wordsOf(text).map((word) => word.text);
        results.forEach(({ text }, i) => assert.deepEqual(words(text), words(texts[i] ?? '')));
      });

    it('refuses a share that is none, naming field and value', () => {
      const wrong = { kind: config.kind, copies: 0 };
      assert.throws(() => augmenterConfigSchema.parse(wrong), /copies/);
    });
  });

describe('augmenters in another process', () => {
  it('give the same bytes for the same seed', async () => {
    const script = path.join(import.meta.dirname, 'digest-process.ts');
    const output = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
    assert.equal(output.trim(), await digestOf());
  });
});
