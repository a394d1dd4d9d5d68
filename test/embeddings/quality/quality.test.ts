import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  FILM_ANALOGIES,
  FloatVectors,
  embeddingDrift,
  fitLogistic,
  linearProbe,
  nearestNeighbours,
  nearestTo,
  parseWordPairs,
  solveAnalogies,
  spearman,
  unitRows,
  wordSimilarity,
} from 'sentilab/embeddings';
import { loadGlove } from 'sentilab/embeddings/node';
import { Rng } from 'sentilab/random';

interface Golden {
  readonly spearman: readonly { readonly a: number[]; readonly b: number[]; readonly rho: number }[];
  readonly logistic: {
    readonly x: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly fits: readonly {
      readonly C: number;
      readonly weights: readonly number[];
      readonly bias: number;
    }[];
  };
}
const golden = JSON.parse(
  fs.readFileSync(path.resolve(import.meta.dirname, '../../golden/embedding-quality.json'), 'utf8'),
) as Golden;
const near = (actual: number | undefined, expected: number, by: number): void =>
  assert.ok(Math.abs((actual ?? NaN) - expected) <= by, `${actual} is not ${expected}`);

describe('spearman', () => {
  it('is SciPy’s rank correlation, with and without ties', () => {
    for (const { a, b, rho } of golden.spearman) near(spearman(a, b), rho, 1e-12);
  });

  it('is 1 for any rising function, −1 for any falling one, NaN where a side is constant', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 }),
        (values) => {
          near(
            spearman(
              values,
              values.map((value) => value ** 3),
            ),
            1,
            1e-12,
          );
          near(
            spearman(
              values,
              values.map((value) => -Math.exp(value / 1000)),
            ),
            -1,
            1e-12,
          );
        },
      ),
    );
    assert.ok(Number.isNaN(spearman([1, 1, 1], [1, 2, 3])));
  });
});

describe('fitLogistic', () => {
  const x = Float64Array.from(golden.logistic.x.flat());

  it('finds scikit-learn’s weights and bias for weak and strong penalties', () => {
    for (const { C, weights, bias } of golden.logistic.fits) {
      const model = fitLogistic(x, golden.logistic.y, { C });
      weights.forEach((value, d) => near(model.weights[d], value, 1e-3 * Math.max(1, Math.abs(value))));
      near(model.bias, bias, 1e-3 * Math.max(1, Math.abs(bias)));
    }
  });

  it('ends on data that a line separates, and wants both classes', () => {
    const model = fitLogistic(Float64Array.of(-2, -1, 1, 2), [0, 0, 1, 1], { C: 1e6 });
    assert.ok((model.weights[0] ?? NaN) > 1);
    assert.throws(() => fitLogistic(Float64Array.of(1, 2), [1, 1]), /both classes/);
  });
});

describe('linearProbe', () => {
  const rng = new Rng(5);
  const words = Array.from({ length: 60 }, (_, i) => `w${i}`);
  const tokens = Array.from({ length: 400 }, () => Array.from({ length: 12 }, () => rng.pick(words)));
  const vectors = new FloatVectors(
    words,
    Float32Array.from({ length: 60 * 5 }, () => rng.normal()),
  );
  const part = <T>(values: readonly T[], from: number, to: number): T[] => values.slice(from, to);

  it('reads a class that lies open in the vectors, and nothing out of labels drawn by lot', () => {
    const mean = (list: readonly string[]): number =>
      list.reduce((sum, word) => sum + (vectors.vector(word)?.[2] ?? NaN), 0);
    const open = tokens.map((list) => (mean(list) > 0 ? 1 : 0));
    const lot = tokens.map(() => rng.int(0, 1));
    const probe = (labels: readonly number[]) =>
      linearProbe(
        vectors,
        { tokens: part(tokens, 0, 300), labels: part(labels, 0, 300) },
        { tokens: part(tokens, 300, 400), labels: part(labels, 300, 400) },
        { C: 100 },
      );
    assert.ok(probe(open).accuracy >= 0.95, `${probe(open).accuracy}`);
    near(probe(lot).accuracy, 0.5, 0.15);
    near(
      probe(open).standardError,
      Math.sqrt((probe(open).accuracy * (1 - probe(open).accuracy)) / 100),
      1e-12,
    );
  });

  it('takes a text without a known word for an average one', () => {
    const labels = tokens.map((_, i) => i % 2);
    const result = linearProbe(vectors, { tokens, labels }, { tokens: [['absent'], []], labels: [1, 0] });
    assert.equal(result.accuracy, 0.5);
  });
});

describe('nearest neighbours', () => {
  const glove = unitRows(loadGlove());

  it('are those a full sort finds', () => {
    const rng = new Rng(2);
    const words = Array.from({ length: 50 }, (_, i) => `w${i}`);
    const rows = unitRows(
      new FloatVectors(
        words,
        Float32Array.from({ length: 150 }, () => rng.normal()),
      ),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 49 }), fc.integer({ min: 1, max: 60 }), (word, count) => {
        const target = rows.matrix.subarray(word * 3, word * 3 + 3);
        const cosine = (i: number): number =>
          [0, 1, 2].reduce((sum, d) => sum + (rows.matrix[i * 3 + d] ?? NaN) * (target[d] ?? NaN), 0);
        const sorted = words
          .map((_, i) => i)
          .sort((i, j) => cosine(j) - cosine(i))
          .slice(0, count);
        assert.deepEqual(
          nearestTo(rows, target, { count }).map((each) => each.word),
          sorted.map((i) => words[i]),
        );
      }),
    );
  });

  it('of film in GloVe are movie and films; the word itself is not among them', () => {
    const found = nearestNeighbours(glove, 'film', { count: 5 }).map(({ word }) => word);
    assert.ok(found.includes('movie') && found.includes('films') && !found.includes('film'), found.join());
  });

  it('of a misspelt word are refused with the nearest spelling', () => {
    assert.throws(() => nearestNeighbours(glove, 'moviee'), /no vector.*movie/);
  });

  it('solve king − man + woman in GloVe, and skip analogies with an unknown word', () => {
    const result = solveAnalogies(glove, [
      ['man', 'king', 'woman', 'queen'],
      ['zzzz', 'king', 'woman', 'queen'],
    ]);
    assert.deepEqual(
      [result.asked, result.solved, result.skipped, result.answers[0]?.answer],
      [1, 1, 1, 'queen'],
    );
  });

  it('film analogies name four words each and never the same one twice in a pair', () => {
    assert.ok(FILM_ANALOGIES.length >= 200, `${FILM_ANALOGIES.length}`);
    for (const [a, b, c, d] of FILM_ANALOGIES) assert.ok(a !== b && c !== d && a !== c && b !== d);
    assert.equal(new Set(FILM_ANALOGIES.map(String)).size, FILM_ANALOGIES.length);
  });
});

describe('word similarity', () => {
  it('is 1 when cosines follow the scores; pairs with unknown words are left out and counted', () => {
    const vectors = new FloatVectors(['a', 'b', 'c', 'd'], Float32Array.of(1, 0, 1, 0.2, 1, 1, -1, 0));
    const pairs = parseWordPairs('# comment\nA\tb\t9\na\tc\t5\na\td\t0\na\tabsent\t7\nbroken line\n');
    assert.deepEqual(wordSimilarity(vectors, pairs), { pairs: 3, skipped: 1, correlation: 1 });
  });
});

describe('drift', () => {
  it('is the cosine to the vector before; the most turned word comes first, <pad> does not count', () => {
    const before = Float32Array.of(0, 0, 1, 0, 0, 2, 3, 0);
    const after = Float32Array.of(0, 0, 2, 0, 2, 0, 3, 3);
    const { meanCosine, moved } = embeddingDrift(['<pad>', 'longer', 'turned', 'half'], before, after);
    assert.deepEqual(
      moved.map(({ token }) => token),
      ['turned', 'half', 'longer'],
    );
    near(meanCosine, (1 + 0 + Math.SQRT1_2) / 3, 1e-9);
    near(moved[0]?.change, Math.SQRT2, 1e-9);
    near(moved[2]?.change, 1, 1e-9);
    assert.throws(() => embeddingDrift(['a'], before, after.slice(1)), /one row per token/);
  });
});
