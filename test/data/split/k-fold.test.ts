import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duplicateClusters, kFold } from 'sentilab/data';
import type { Example } from 'sentilab/data';
import golden from '../../golden/k-fold.json' with { type: 'json' };

const named = (examples: readonly Example[]) => ({ name: 'x', examples });
const examplesOf = (labels: readonly number[], group?: (i: number) => string): Example[] =>
  labels.map((label, i) => ({
    id: `x/${i}`,
    text: `word${i}`,
    label: label === 1 ? 1 : 0,
    ...(group && { group: group(i) }),
  }));
const countsOf = (part: readonly Example[]): [number, number] => {
  const positives = part.filter(({ label }) => label === 1).length;
  return [part.length - positives, positives];
};

describe('kFold', () => {
  it(`makes folds of the sizes and class counts of ${golden.by}`, () => {
    for (const { labels, folds, random, stratified } of golden.single) {
      const data = named(examplesOf([...labels].map(Number)));
      const plain = kFold(data, { kind: 'random', folds, seed: 1 });
      assert.deepEqual(plain.map(({ validation }) => validation.length), random);
      const balanced = kFold(data, { kind: 'stratified', folds, seed: 1 });
      assert.deepEqual(balanced.map(({ validation }) => countsOf(validation)), stratified);
    }
  });

  it('puts each group into the fold that StratifiedGroupKFold gives it', () => {
    for (const { groups, folds, byFold } of golden.grouped) {
      const group: number[] = [];
      const labels: number[] = [];
      groups.forEach((counts, number) =>
        counts.forEach((count, label) => {
          for (let i = 0; i < count; i++) {
            labels.push(label);
            group.push(number);
          }
        }),
      );
      const found = kFold(named(examplesOf(labels, (i) => String(group[i]))), { folds, seed: 9 });
      assert.deepEqual(
        found.map(({ validation }) => [...new Set(validation.map((example) => Number(example.group)))].sort((a, b) => a - b)),
        byFold,
      );
    }
  });

  it('holds every example in one validation part, trains on the rest, and keeps their order', () => {
    const data = named(examplesOf(Array.from({ length: 57 }, (_, i) => i % 3 === 0 ? 1 : 0)));
    const folds = kFold(data, { folds: 4, seed: 2 });
    assert.deepEqual(folds.flatMap(({ validation }) => validation.map(({ id }) => id)).sort(), data.examples.map(({ id }) => id).sort());
    for (const { train, validation } of folds)
      assert.deepEqual(
        data.examples.filter((example) => !validation.includes(example)),
        train,
      );
  });

  it('is the same for the same seed and another for another seed', () => {
    const data = named(examplesOf(Array.from({ length: 60 }, (_, i) => i % 2)));
    const prints = (seed: number): string[] => kFold(data, { seed }).map(({ fingerprint }) => fingerprint);
    assert.deepEqual(prints(4), prints(4));
    assert.notDeepEqual(prints(4), prints(5));
    assert.equal(new Set(prints(4)).size, 5);
  });

  it('puts no duplicate cluster and no group into two folds, and keeps the folds level', () => {
    const rows = fc.array(
      fc.record({ word: fc.integer({ min: 0, max: 40 }), tail: fc.constantFrom('', ' end', ' <br /> END!'), label: fc.constantFrom(0, 1) }),
      { minLength: 80, maxLength: 200 },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 5 }), fc.boolean(), (all, seed, folds, grouped) => {
        const examples = all.map(({ word, tail, label }, i): Example => ({
          id: `x/${i}`,
          text: `${`w${word} `.repeat(6)}${[1, 2, 3, 4, 5, 6].map((n) => `t${word}${n}`).join(' ')}${tail}`,
          label: label === 1 ? 1 : 0,
          ...(grouped && { group: `g${word % 20}` }),
        }));
        const found = kFold(named(examples), { folds, seed });
        const { clusterOf } = duplicateClusters(examples.map(({ text }) => text));
        const position = new Map(examples.map(({ id }, i) => [id, i]));
        const homes = new Map<string, number>();
        found.forEach(({ validation }, fold) =>
          validation.forEach(({ id, group }) => {
            for (const key of [`cluster ${clusterOf[position.get(id) ?? -1]}`, ...(group === undefined ? [] : [group])]) {
              assert.equal(homes.get(key) ?? fold, fold, key);
              homes.set(key, fold);
            }
          }),
        );
        const clusterSizes = new Map<number, number>();
        clusterOf.forEach((first) => clusterSizes.set(first, (clusterSizes.get(first) ?? 0) + 1));
        const largest = Math.max(...clusterSizes.values());
        const sizes = found.map(({ validation }) => validation.length);
        if (!grouped) assert.ok(Math.max(...sizes) - Math.min(...sizes) <= largest, `${sizes.join()} ${largest}`);
      }),
    );
  });

  it('refuses folds without examples, groups where there are none, and unknown fields', () => {
    const data = named(examplesOf([0, 1, 0]));
    assert.throws(() => kFold(data, { folds: 5, seed: 1 }), /too little for 5 folds: fold 4 would be empty/);
    assert.throws(() => kFold(data, { kind: 'grouped', seed: 1 }), /no groups.*Use "stratified"/);
    assert.throws(() => kFold(data, { folds: 1, seed: 1 }), /kFold\.folds/);
    assert.throws(() => kFold(data, { fold: 3, seed: 1 } as never), /Unknown field "fold".*Did you mean "folds"/);
  });
});
