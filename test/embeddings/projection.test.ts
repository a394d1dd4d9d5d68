import assert from 'node:assert/strict';
import { pca2, umap2, wordSentiment } from 'sentilab/embeddings';
import { Rng } from 'sentilab/random';

const rng = new Rng(4);
/** Two clouds in eight dimensions, far apart. */
const clouds = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 8 }, (_, d) => rng.normal() * 0.3 + (d === 3 ? (i % 2) * 10 : 0)),
);

describe('pca2', () => {
  it('finds the direction of the largest variance first, and says its share', async () => {
    const { points, variance } = await pca2(clouds);
    const side = points.map(([x]) => Math.sign(x));
    assert.ok(
      side.every((sign, i) => sign === (i % 2 === 0 ? -1 : 1)),
      'the axis points to its largest weight',
    );
    assert.ok(variance[0] > 0.95 && variance[0] + variance[1] <= 1, variance.join());
  });

  it('keeps the distances of rows that lie in a plane', async () => {
    const rows = [
      [0, 0, 0],
      [3, 0, 0],
      [0, 4, 0],
      [3, 4, 0],
    ];
    const { points } = await pca2(rows);
    const distance = (i: number, j: number): number =>
      Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1]);
    for (const [i, j, expected] of [
      [0, 1, 3],
      [0, 2, 4],
      [1, 2, 5],
    ] as const)
      assert.ok(Math.abs(distance(i, j) - expected) < 1e-9);
  });
});

describe('umap2', () => {
  it('keeps clouds apart: every nearest neighbour on the plane is of the same cloud', async () => {
    const points = await umap2(clouds, new Rng(1), { neighbours: 8, epochs: 100 });
    points.forEach(([x, y], i) => {
      const nearest = points
        .map(([a, b], j) => ({ j, far: j === i ? Infinity : Math.hypot(a - x, b - y) }))
        .sort((a, b) => a.far - b.far)[0];
      assert.equal((nearest?.j ?? -1) % 2, i % 2);
    });
  });

  it('draws the same picture for the same seed, another for another', async () => {
    const draw = (seed: number) => umap2(clouds, new Rng(seed), { neighbours: 5, epochs: 20 });
    assert.deepEqual(await draw(1), await draw(1));
    assert.notDeepEqual(await draw(1), await draw(2));
  });

  it('wants more rows than neighbours', async () => {
    await assert.rejects(umap2(clouds.slice(0, 5), new Rng(1)), /more rows than neighbours.*at most 4/);
  });
});

describe('wordSentiment', () => {
  it('is the log ratio of a word’s smoothed shares in both classes, by texts, not by occurrences', () => {
    const words = wordSentiment([['good', 'good', 'film'], ['bad', 'film'], ['good']], [1, 0, 1]);
    const { ratio, texts } = words.find(({ word }) => word === 'good') ?? assert.fail();
    // positive counts + 1: good 3, film 2, bad 1; negative + 1: good 1, film 2, bad 2
    assert.ok(Math.abs(ratio - Math.log(3 / 6 / (1 / 5))) < 1e-12);
    assert.equal(texts, 2);
    assert.deepEqual(
      words.map(({ word }) => word),
      ['film', 'good', 'bad'],
    );
  });
});
