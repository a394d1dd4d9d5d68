import assert from 'node:assert/strict';
import fc from 'fast-check';
import { QuantizedVectors, alignEmbedding, buildEmbedding, embeddingConfigSchema } from 'sentilab/embeddings';
import { loadGlove } from 'sentilab/embeddings/node';
import { Rng } from 'sentilab/random';
import { parseConfig } from 'sentilab/config';
import { Vocabulary } from 'sentilab/text';

const tiny = new QuantizedVectors(
  ['good', 'film', 'well', 'made', "n't"],
  Int8Array.from([127, 0, 0, 127, 100, 100, 50, -50, -127, 1]),
  Float32Array.from([0.01, 0.02, 0.01, 0.01, 0.01]),
);
const vocabularyOf = (...tokens: string[]): Vocabulary =>
  Vocabulary.build([tokens], { minFrequency: 1, maxSize: 1000 });
const rowOf = (
  { matrix, dimensions }: { matrix: Float32Array; dimensions: number },
  id: number,
): number[] => [...matrix.slice(id * dimensions, (id + 1) * dimensions)];
const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};
const close = (actual: readonly number[], expected: readonly number[]): void =>
  expected.forEach((value, i) =>
    assert.ok(Math.abs((actual[i] ?? NaN) - value) < 1e-6, `${actual.join()} is not ${expected.join()}`),
  );

describe('alignEmbedding', () => {
  it('gives known tokens their vectors, and <pad> zeros', () => {
    const vocabulary = vocabularyOf('good', 'film', "n't");
    const aligned = alignEmbedding(vocabulary, tiny, new Rng(1));
    assert.equal(aligned.matrix.length, vocabulary.size * 2);
    close(rowOf(aligned, 0), [0, 0]);
    close(rowOf(aligned, vocabulary.idOf('good')), [1.27, 0]);
    close(rowOf(aligned, vocabulary.idOf('film')), [0, 2.54]);
    close(rowOf(aligned, vocabulary.idOf("n't")), [-1.27, 0.01]);
  });

  it('falls back to lower case, to a word without accents, then to the mean of the parts of a compound', () => {
    const vocabulary = vocabularyOf('Good', 'fílm', 'well-made', 'well-unknown');
    const aligned = alignEmbedding(vocabulary, tiny, new Rng(1));
    close(rowOf(aligned, vocabulary.idOf('Good')), [1.27, 0]);
    close(rowOf(aligned, vocabulary.idOf('fílm')), [0, 2.54]);
    close(rowOf(aligned, vocabulary.idOf('well-made')), [0.75, 0.25]);
    assert.deepEqual(aligned.coverage, { types: 3 / 4, tokens: 3 / 4 });
  });

  it('counts coverage by types and by occurrences, what fell to <unk> included', () => {
    const vocabulary = Vocabulary.build([['good', 'good', 'good', 'zzz', 'zzz', 'rare']], {
      minFrequency: 2,
      maxSize: 10,
    });
    assert.deepEqual(alignEmbedding(vocabulary, tiny, new Rng(1)).coverage, { types: 1 / 2, tokens: 3 / 6 });
    assert.deepEqual(alignEmbedding(vocabularyOf(), tiny, new Rng(1)).coverage, { types: 0, tokens: 0 });
  });

  it('gives unknown tokens and <unk> normal values of the same standard deviation as the vectors', () => {
    const unknown = Array.from({ length: 4000 }, (_, i) => `zz${i}`);
    const { matrix } = alignEmbedding(vocabularyOf(...unknown), tiny, new Rng(1));
    const values = [...matrix.slice(2)];
    assert.ok(Math.abs(deviation(values) / tiny.rms - 1) < 0.05);
    assert.ok(
      values.slice(0, 2).every((value) => value !== 0),
      '<unk> is not zero',
    );
  });

  it('gives an unknown token the same values whatever else is in the vocabulary, and others for another seed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 20 }), (others) => {
        const of = (seed: number, ...tokens: string[]): number[] => {
          const vocabulary = vocabularyOf(...tokens);
          return rowOf(alignEmbedding(vocabulary, tiny, new Rng(seed)), vocabulary.idOf('zz9'));
        };
        assert.deepEqual(of(1, 'zz9', ...others), of(1, 'zz9'));
        assert.notDeepEqual(of(2, 'zz9'), of(1, 'zz9'));
      }),
    );
  });
});

describe('buildEmbedding', () => {
  const vocabulary = vocabularyOf(...`it is n't a good film , but well made .`.split(' '));
  const config = (value: unknown) => parseConfig(embeddingConfigSchema, value, 'embedding');

  it('scales GloVe to the standard deviation asked for, <pad> left at zero', () => {
    const { matrix, coverage } = buildEmbedding(
      config({ kind: 'glove', scale: 0.4 }),
      vocabulary,
      loadGlove(),
      new Rng(1),
    );
    assert.ok(Math.abs(deviation([...matrix.slice(50)]) - 0.4) < 1e-3);
    assert.ok(matrix.slice(0, 50).every((value) => value === 0));
    assert.deepEqual(coverage, { types: 1, tokens: 1 });
  });

  it('leaves GloVe as published without a scale', () => {
    const glove = loadGlove();
    const built = buildEmbedding(config({ kind: 'glove' }), vocabulary, glove, new Rng(1));
    close(rowOf(built, vocabulary.idOf("n't")), [...(glove.vector("n't") ?? [])]);
  });

  it('makes random vectors of any length from the seed alone', () => {
    const random = config({ kind: 'random', dimensions: 300 });
    const build = (seed: number) => buildEmbedding(random, vocabulary, null, new Rng(seed));
    const { matrix, dimensions } = build(1);
    assert.deepEqual([dimensions, matrix.length], [300, 300 * vocabulary.size]);
    assert.ok(Math.abs(deviation([...matrix.slice(300)]) / 0.1 - 1) < 0.05);
    assert.deepEqual(build(1), build(1));
    assert.notDeepEqual(build(2), build(1));
  });

  it('wants vectors for GloVe, and names a wrong field with what exists', () => {
    assert.throws(
      () => buildEmbedding(config({ kind: 'glove' }), vocabulary, null, new Rng(1)),
      /need the vectors.*loadVectors/,
    );
    assert.throws(
      () => config({ kind: 'glove', trainabel: true }),
      /embedding: Unknown field "trainabel"\. Did you mean "trainable"/,
    );
    assert.throws(() => config({ kind: 'word2vex' }), /embedding\.kind.*Did you mean "word2vec"/);
    assert.throws(() => config({ kind: 'word2vec' }), /embedding\.file/);
    assert.throws(
      () => config({ kind: 'glove', trainable: false, thawAtEpoch: 2 }),
      /embedding\.thawAtEpoch: Vectors that are not trainable never thaw/,
    );
    assert.throws(() => config({ kind: 'random', dimensions: 0 }), /embedding\.dimensions: .* Got 0/);
    assert.deepEqual(config({ kind: 'glove' }), {
      kind: 'glove',
      trainable: true,
      fallbacks: ['case', 'accents', 'contraction', 'compound', 'stem', 'subword'],
    });
    assert.deepEqual(config({ kind: 'random' }), {
      kind: 'random',
      dimensions: 50,
      trainable: true,
      scale: 0.1,
    });
  });
});
