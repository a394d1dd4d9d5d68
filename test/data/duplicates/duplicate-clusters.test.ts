import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duplicateClusters, foldText } from 'sentilab/data';
import { jaccard, shinglesOf } from '../../../lib/data/duplicates/shingles.ts';
import golden from '../../golden/near-duplicates.json' with { type: 'json' };

/** Texts out of few phrases, so that many are equal or nearly so. */
const text = fc
  .array(fc.constantFrom('a fine film', 'with a plot', 'that goes on', 'and on', 'for ever', 'It’s <br /> bad!'), { maxLength: 12 })
  .map((phrases) => phrases.join(' '));
const texts = fc.array(text, { maxLength: 60 });

describe('duplicateClusters', () => {
  it('finds the near duplicates that scikit-learn and SciPy find, at each threshold', () => {
    for (const [threshold, clusters] of Object.entries(golden.clusters)) {
      const found = duplicateClusters(golden.texts, { threshold: Number(threshold), shingle: golden.shingle });
      const together = new Map<number, number[]>();
      found.clusterOf.forEach((first, i) => together.set(first, [...(together.get(first) ?? []), i]));
      assert.deepEqual([...together.values()].filter(({ length }) => length > 1), clusters, `threshold ${threshold}`);
    }
  });

  it('names similarities as SciPy computes them', () => {
    const { pairs } = duplicateClusters(golden.texts, { threshold: 0.45 });
    assert.ok(pairs.length > 40);
    const known = new Map(golden.near.map(([a, b, similarity]) => [`${a} ${b}`, similarity ?? NaN]));
    for (const { a, b, similarity } of pairs)
      assert.ok(Math.abs(similarity - (known.get(`${a} ${b}`) ?? NaN)) < 1e-8, `${a} ${b} ${similarity}`);
  });

  it('puts texts together when they differ in case and white space at most, in the order of the texts', () => {
    const { exact, near, clusterOf } = duplicateClusters(['A b', 'c', ' a  B ', 'c', 'd', '']);
    assert.deepEqual(exact, [[0, 2], [1, 3]]);
    assert.deepEqual(near, []);
    assert.deepEqual([...clusterOf], [0, 1, 0, 1, 4, 5]);
  });

  it('counts a text that differs in tags, apostrophes and punctuation alone as a near duplicate', () => {
    const { exact, near, pairs } = duplicateClusters(["I don't know.<br />Great!", 'i dont know great', '?!', '...']);
    assert.deepEqual(exact, []);
    assert.deepEqual(near, [[0, 1]]);
    assert.deepEqual(pairs, [{ a: 0, b: 1, similarity: 1 }]);
  });

  it('joins equal texts always, and leaves apart what no chain of similar texts joins', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(0.4, 0.6, 0.9), (all, threshold) => {
        const { exact, near, pairs, clusterOf } = duplicateClusters(all, { threshold });
        all.forEach((a, i) => {
          for (let j = 0; j < i; j++) if (foldText(all[j] ?? '') === foldText(a)) assert.equal(clusterOf[i], clusterOf[j]);
        });
        for (const cluster of exact) assert.equal(new Set(cluster.map((i) => foldText(all[i] ?? ''))).size, 1);
        for (const cluster of near) assert.ok(new Set(cluster.map((i) => foldText(all[i] ?? ''))).size > 1);
        for (const { a, b, similarity } of pairs) {
          assert.ok(a < b && similarity >= threshold);
          assert.equal(similarity, jaccard(shinglesOf(all[a] ?? '', 3), shinglesOf(all[b] ?? '', 3)));
        }
        const different = (cluster: readonly number[]): number => new Set(cluster.map((i) => foldText(all[i] ?? ''))).size;
        assert.equal(pairs.length, near.reduce((n, cluster) => n + different(cluster) - 1, 0));
        clusterOf.forEach((first, i) => assert.ok(first <= i && clusterOf[first] === first));
      }),
    );
  });

  it('is quick with a thousand copies of nearly the same text', () => {
    const copies = Array.from({ length: 3000 }, (_, i) => `${'one two three four five six seven eight nine ten '.repeat(4)} ${i}`);
    const calls: number[] = [];
    const cpu = process.cpuUsage();
    const { near, pairs } = duplicateClusters(copies, {}, { onProgress: (share) => calls.push(share) });
    const { user } = process.cpuUsage(cpu);
    assert.deepEqual([near.length, near[0]?.length, pairs.length], [1, 3000, 2999]);
    assert.ok(user < 5e6, `${user / 1e6} s`);
    assert.deepEqual(calls, [...calls].sort((a, b) => a - b));
    assert.equal(calls.at(-1), 1);
  });

  it('refuses a threshold that would compare everything with everything', () => {
    assert.throws(() => duplicateClusters([], { threshold: 0.1 }), /duplicates\.threshold: .*Got 0\.1/);
  });
});
