import assert from 'node:assert/strict';
import {
  augmenterConfigSchema,
  createAugmenter,
  recommendedEda,
  type AugmenterConfig,
} from 'sentilab/augment';
import { Rng } from 'sentilab/random';
import { needsOf } from '../../../lib/augment/augmenters/index.ts';
import { AEDA_MARKS } from '../../../lib/augment/edits/characters.ts';
import { wordsOf } from '../../../lib/augment/words.ts';
import { resources } from '../support.ts';

const TEXT = 'the new film is a slow and careful study of a small town , its people and their old quarrels .';

/** What an augmenter makes of the text with seeds 1 … count. */
async function outputs(config: object, count = 30, trainingSize = 6800): Promise<string[]> {
  const parsed: AugmenterConfig = augmenterConfigSchema.parse(config);
  const augmenter = createAugmenter(parsed, await resources.loadNamed(needsOf(parsed)), { trainingSize });
  const results = await augmenter.augment(
    Array.from({ length: count }, (_, i) => ({ text: TEXT, rng: new Rng(i + 1), isProtected: () => false })),
  );
  return results.map(({ text }) => text);
}

const words = (text: string): string[] => wordsOf(text).map((word) => word.text);

/** Number of places in which two texts of equally many words differ. */
function differences(text: string): number {
  const [before, after] = [words(TEXT), words(text)];
  assert.equal(after.length, before.length, text);
  return after.filter((word, i) => word !== before[i]).length;
}

describe('strength of augmenters', () => {
  it('wordnet and neighbours replace exactly the share of the words, rounded down, where there is enough to replace', async () => {
    for (const kind of ['wordnet', 'neighbours'])
      for (const [share, expected] of [
        [0.05, 1],
        [0.1, 1],
        [0.15, 2],
        [0.2, 3],
      ] as const)
        for (const text of await outputs(
          { kind, share, ...(kind === 'neighbours' && { similarity: 0.4 }) },
          10,
        ))
          assert.equal(differences(text), expected, `${kind} ${share}: ${text}`);
  });

  it('wordnet takes synonyms of the word’s part of speech in the word’s form', async () => {
    const seen = new Set((await outputs({ kind: 'wordnet', share: 0.05 }, 60)).flatMap(words));
    assert.ok(seen.has('movie') || seen.has('picture'), [...seen].join(' '));
    assert.ok(seen.has('disputes'), [...seen].join(' ')); // of quarrels: not dispute
    assert.ok(!seen.has('celluloid'), 'another meaning of film');
  });

  it('swap keeps the words and moves an even number of them', async () => {
    for (const text of await outputs({ kind: 'swap', share: 0.1 })) {
      assert.deepEqual(words(text).sort(), words(TEXT).sort());
      assert.ok(differences(text) <= 2);
    }
  });

  it('delete loses the share of the words on average, and never all of them', async () => {
    const lengths = (await outputs({ kind: 'delete', share: 0.2 }, 400)).map((text) => words(text).length);
    const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
    const total = words(TEXT).length;
    assert.ok(Math.abs(mean - 0.8 * total) < 0.3, `${mean} of ${total}`);
    for (const text of await outputs({ kind: 'delete', share: 1 }, 5)) assert.equal(words(text).length, 1);
  });

  it('insert adds synonyms of words of the text and loses none', async () => {
    for (const text of await outputs({ kind: 'insert', share: 0.1 })) {
      assert.equal(words(text).length, words(TEXT).length + 1);
      const left = words(text);
      for (const word of words(TEXT)) left.splice(left.indexOf(word), 1);
      assert.equal(left.length, 1);
    }
  });

  it('aeda puts in one mark to 20 % of the words, and every count comes up', async () => {
    const marks = (text: string): number =>
      text.split(' ').filter((part) => AEDA_MARKS.some((mark) => mark === part)).length;
    const counts = new Set((await outputs({ kind: 'aeda' }, 200)).map((text) => marks(text) - marks(TEXT)));
    const most = Math.floor(0.2 * words(TEXT).length);
    assert.deepEqual(
      [...counts].sort((a, b) => a - b),
      Array.from({ length: most }, (_, i) => i + 1),
    );
  });

  it('typos and ocr hit exactly the share of the words', async () => {
    for (const kind of ['typos', 'ocr'])
      for (const text of await outputs({ kind, share: 0.15 })) assert.ok(differences(text) <= 2, text);
  });

  it('contractions go in the direction asked for', async () => {
    const config = augmenterConfigSchema.parse({ kind: 'contractions', direction: 'expand' });
    const [result] = await createAugmenter(config, {}, { trainingSize: 1 }).augment([
      { text: "it isn't bad, it is fine", rng: new Rng(1), isProtected: () => false },
    ]);
    assert.equal(result?.text, 'it is not bad, it is fine');
  });
});

describe('eda', () => {
  it('takes strength and copies from the paper’s table by the size of the training part', () => {
    assert.deepEqual(
      [500, 501, 2000, 2001, 5000, 100_000].map((n) => [recommendedEda(n).alpha, recommendedEda(n).copies]),
      [
        [0.05, 16],
        [0.05, 8],
        [0.05, 8],
        [0.1, 4],
        [0.1, 4],
        [0.1, 4],
      ],
    );
  });

  it('uses each of its four operations', async () => {
    const texts = await outputs({ kind: 'eda' }, 80);
    const lengths = texts.map((text) => words(text).length - words(TEXT).length);
    assert.ok(
      lengths.some((n) => n > 0),
      'insertion',
    );
    assert.ok(
      lengths.some((n) => n < 0),
      'deletion',
    );
    const level = texts.filter((_, i) => lengths[i] === 0 && texts[i] !== TEXT);
    const sorted = words(TEXT).sort().join();
    assert.ok(
      level.some((text) => words(text).sort().join() === sorted),
      'swap',
    );
    assert.ok(
      level.some((text) => words(text).sort().join() !== sorted),
      'synonym',
    );
  });
});
