import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trainSubset, type Example } from 'sentilab/data';

const examples: Example[] = Array.from({ length: 300 }, (_, i) => ({
  id: `x/${i}`,
  text: `text ${i}`,
  label: i % 3 === 0 ? 1 : 0,
}));

describe('trainSubset', () => {
  it('takes exactly so many, each class by its share, in the order of the data', () => {
    const subset = trainSubset(examples, 90, 1);
    assert.equal(subset.length, 90);
    assert.equal(subset.filter(({ label }) => label === 1).length, 30);
    const places = subset.map(({ id }) => Number(id.slice(2)));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('is part of every larger subset of the same seed, whatever the order of the data', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 290 }),
        fc.integer({ min: 10, max: 290 }),
        fc.shuffledSubarray(examples, { minLength: 300 }),
        (a, b, shuffled) => {
          const small = trainSubset(examples, Math.min(a, b), 5);
          const large = new Set(trainSubset(shuffled, Math.max(a, b), 5).map(({ id }) => id));
          assert.ok(small.every(({ id }) => large.has(id)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives all when there are no more, and refuses a size that is none or holds one class', () => {
    assert.equal(trainSubset(examples, 1000, 1), examples);
    assert.throws(() => trainSubset(examples, 1.5, 1), /trainSize/);
    const rare = examples.map((example, i) => ({ ...example, label: i === 0 ? (1 as const) : (0 as const) }));
    assert.throws(() => trainSubset(rare, 10, 1), /one class/);
  });
});
