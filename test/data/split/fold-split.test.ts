import assert from 'node:assert/strict';
import { foldSplit } from 'sentilab/data';
import type { Example } from 'sentilab/data';

const examples: Example[] = Array.from({ length: 90 }, (_, i) => ({
  id: `x/${i}`,
  text: `word${i}`,
  label: i % 3 === 0 ? 1 : 0,
}));
const data = { name: 'x', examples };
const blocks = examples.map((example, i) => ({ ...example, group: `g${Math.floor(i / 6)}` }));
const idsOf = (part: readonly Example[]): string[] => part.map(({ id }) => id);

describe('foldSplit', () => {
  it('tests every example in one fold, and trains and validates on all the others', () => {
    const folds = [1, 2, 3].map((number) =>
      foldSplit(data, { validation: 0.1, seed: 1 }, { of: 3, number }),
    );
    assert.deepEqual(folds.flatMap(({ test }) => idsOf(test)).sort(), idsOf(examples).sort());
    for (const { train, validation, test } of folds) {
      assert.deepEqual(idsOf([...train, ...validation, ...test]).sort(), idsOf(examples).sort());
      assert.equal(test.filter(({ label }) => label === 1).length, 10);
      assert.equal(validation.length, 6);
    }
    assert.equal(new Set(folds.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it('keeps groups in one part with blocks', () => {
    for (const number of [1, 2, 3]) {
      const parts = foldSplit(
        { name: 'x', examples: blocks },
        { kind: 'blocks', validation: 0.2, seed: 1 },
        { of: 3, number },
      );
      const seen = new Map<string, string>();
      for (const part of ['train', 'validation', 'test'] as const)
        for (const { group = '' } of parts[part]) {
          assert.equal(seen.get(group) ?? part, part);
          seen.set(group, part);
        }
      assert.equal(parts.kind, 'blocks');
      assert.ok(parts.validation.length > 0);
    }
  });

  it('gives the same parts for the same seed and others for another', () => {
    const of = (seed: number): string => foldSplit(data, { seed }, { of: 5, number: 2 }).fingerprint;
    assert.equal(of(1), of(1));
    assert.notEqual(of(1), of(2));
  });

  it('refuses a fold that does not exist', () => {
    assert.throws(
      () => foldSplit(data, { seed: 1 }, { of: 3, number: 4 }),
      /fold\.number: There is no such fold\. Got 4\. Use 1 to 3\./,
    );
  });
});
