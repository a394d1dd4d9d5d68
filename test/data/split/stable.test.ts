import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duplicateClusters, foldText, splitDataset } from 'sentilab/data';
import type { Example, Split, SplitConfigInput } from 'sentilab/data';
import { loadDataset } from 'sentilab/data/node';
import { textHash } from '../../../lib/data/split/text-hash.ts';

const PARTS = ['train', 'validation', 'test', 'leftOut'] as const;
const named = (examples: readonly Example[]) => ({ name: 'x', examples });

/** The part of each example, by id. */
function placesOf(split: Split): Map<string, string> {
  return new Map(PARTS.flatMap((part) => split[part].map(({ id }) => [id, part] as const)));
}

function assertNothingShared(split: Split, duplicates: 'exact' | 'near'): void {
  const placed = [...split.train, ...split.validation, ...split.test];
  const places = placesOf(split);
  const homes = new Map<string, string>();
  const claim = (key: string, id: string): void => {
    const place = places.get(id) ?? '';
    assert.equal(homes.get(key) ?? place, place, `${key} is in two parts`);
    homes.set(key, place);
  };
  const texts = placed.map(({ text }) => (duplicates === 'near' ? text : foldText(text)));
  const { clusterOf } = duplicates === 'near' ? duplicateClusters(texts) : { clusterOf: texts.map((text) => texts.indexOf(text)) };
  placed.forEach(({ id, group }, i) => {
    claim(`cluster ${clusterOf[i]}`, id);
    if (group !== undefined) claim(`group ${group}`, id);
  });
}

/** Texts of two phrases out of few: many equal, many near duplicates, some that lie between two others. */
const PHRASES = ['one two three four five six seven', 'a b c d e f g h i', 'red green blue black white grey', 'the film was not so bad at all'];
const rows = (groups: boolean) =>
  fc
    .array(
      fc.record({
        head: fc.nat(3),
        number: fc.nat(12),
        tail: fc.constantFrom('', 'x', 'x y', ' X  y'),
        label: fc.constantFrom<0 | 1>(0, 1),
        group: fc.nat(30),
      }),
      { minLength: 120, maxLength: 240 },
    )
    .map((all) =>
      all.map(
        ({ head, number, tail, label, group }, i): Example => ({
          id: `x/${i}`,
          text: `${PHRASES[head]} n${number} ${PHRASES[(head + number) % 4]} ${tail}`,
          label,
          ...(groups && { group: `g${group}` }),
        }),
      ),
    );
const seeds = fc.integer({ min: 1, max: 1e9 });

function trySplit(examples: readonly Example[], config: SplitConfigInput): Split | null {
  try {
    return splitDataset(named(examples), config);
  } catch (error) {
    assert.match(String(error), /too few examples/); // few clusters: chance may leave a part empty
    return null;
  }
}

describe('stable split', () => {
  for (const duplicates of ['exact', 'near'] as const)
    for (const groups of [false, true])
      it(`moves nothing when examples are appended, and shares no ${duplicates} duplicate${groups ? ' and no group' : ''}`, () => {
        let parted = 0;
        fc.assert(
          fc.property(rows(groups), seeds, fc.integer({ min: 40, max: 119 }), (examples, seed, count) => {
            const config = { kind: 'stable', seed, duplicates, validation: 0.25, test: 0.25 } as const;
            const before = trySplit(examples.slice(0, count), config);
            const after = trySplit(examples, config);
            if (!before || !after) return;
            parted++;
            const places = placesOf(after);
            for (const [id, part] of placesOf(before)) assert.equal(places.get(id), part, id);
            assert.deepEqual([...places.keys()].sort(), examples.map(({ id }) => id).sort());
            assertNothingShared(after, duplicates);
            if (duplicates === 'exact' && !groups) assert.equal(after.leftOut.length, 0);
          }),
          { numRuns: 40 },
        );
        assert.ok(parted > 20, `only ${parted} of 40 could be parted`);
      });

  it('leaves out what belongs to texts of two parts, rather than leak or move', () => {
    const words = (letter: string, i: number, count: number): string => Array.from({ length: count }, (_, n) => `${letter}${i}n${n}`).join(' ');
    // Two texts share 30 of 46 words and are no near duplicates (Jaccard .47); a third with half of what each has alone is one of both (.69 and .63).
    const text = (i: number, ...halves: string[]): string => [words('c', i, 30), ...halves.map((half) => words(half, i, 8))].join(' ');
    const make = (name: string, ...halves: string[]): Example[] =>
      Array.from({ length: 40 }, (_, i) => ({ id: `${name}/${i}`, text: text(i, ...halves), label: i % 2 === 0 ? 0 : 1 }));
    const config = { kind: 'stable', seed: 3, validation: 0.3, test: 0.3 } as const;
    const both = [...make('a', 'p', 'q'), ...make('b', 'r', 's')];
    const before = placesOf(splitDataset(named(both), config));
    const torn = make('m', 'p', 's').filter((_, i) => before.get(`a/${i}`) !== before.get(`b/${i}`));
    assert.ok(torn.length > 5 && torn.length < 35, `${torn.length}`);
    const after = splitDataset(named([...both, ...make('m', 'p', 's')]), config);
    assert.deepEqual(after.leftOut, torn);
    for (const [id, part] of before) assert.equal(placesOf(after).get(id), part);
  });

  it('keeps shares within one point from 5,000 texts up, whatever the seed and the class balance', () => {
    for (const [positive, share] of [[0.5, 0.2], [0.2, 0.1]] as const)
        for (let seed = 1; seed <= 8; seed++) {
          const examples = Array.from({ length: 5000 }, (_, i): Example => ({ id: `x/${i}`, text: `text ${i}`, label: i % 100 < positive * 100 ? 1 : 0 }));
          const split = splitDataset(named(examples), { kind: 'stable', seed, validation: share, test: share, duplicates: 'exact' });
          for (const part of [split.validation, split.test]) {
            assert.ok(Math.abs(part.length / 5000 - share) <= 0.01, `seed ${seed}: ${part.length}`);
            for (const label of [0, 1]) {
              const size = 5000 * (label ? positive : 1 - positive);
              const count = part.filter((example) => example.label === label).length;
              assert.ok(Math.abs(count / size - share) <= 0.0125, `seed ${seed}, class ${label}: ${count} of ${size}`);
            }
          }
        }
  });

  it('parts rt by the hash of each text, so that another order moves hardly anything', async () => {
    const rt = await loadDataset('rt');
    const config = { kind: 'stable', seed: 1, duplicates: 'exact' } as const;
    const places = placesOf(splitDataset(rt, config));
    const turned = placesOf(splitDataset(named([...rt.examples].reverse()), config));
    const moved = [...places].filter(([id, part]) => turned.get(id) !== part).length;
    assert.ok(moved < 0.01 * rt.examples.length, `${moved} moved`);
    for (const { id, text } of rt.examples.slice(0, 500)) {
      const hash = textHash(1, text);
      assert.equal(places.get(id), hash < 0.1 ? 'test' : hash < 0.2 ? 'validation' : 'train');
    }
  });
});

describe('stratified split', () => {
  it('gives exact shares of both classes, and the same parts whatever the order of the examples', async () => {
    const rt = await loadDataset('rt');
    const split = splitDataset(rt, { kind: 'stratified', seed: 1, validation: 0.15 });
    const count = (examples: readonly Example[], label: 0 | 1): number => examples.filter((example) => example.label === label).length;
    const sizes = [0, 1].map((label) => count(rt.examples, label ? 1 : 0));
    assert.deepEqual([count(split.validation, 0), count(split.validation, 1)], sizes.map((size) => Math.round(0.15 * size)));
    assert.deepEqual([count(split.test, 0), count(split.test, 1)], sizes.map((size) => Math.round(0.1 * size)));
    const turned = splitDataset(named([...rt.examples].reverse()), { kind: 'stratified', seed: 1, validation: 0.15 });
    assert.deepEqual([...placesOf(turned)].sort(), [...placesOf(split)].sort());
    const other = splitDataset(rt, { kind: 'stratified', seed: 2, duplicates: 'exact' });
    assert.ok(other.test.filter((example) => split.test.includes(example)).length < 200);
    assertNothingShared(split, 'near');
  });

  it('shares no duplicate cluster and no group between parts, with every kind on request', () => {
    for (const kind of ['stratified', 'blocks', 'random-stratified'] as const)
      fc.assert(
        fc.property(rows(kind !== 'random-stratified'), seeds, (examples, seed) => {
          const distinct = examples.map((example, i) => ({ ...example, text: i % 3 ? example.text : `${example.text} ${Array.from({ length: 20 }, (_, n) => `u${i}v${n}`).join(' ')}` }));
          const spread = kind === 'random-stratified' ? distinct : distinct.map((example, i) => ({ ...example, group: i % 3 ? `t${example.text.slice(0, 30)}` : `g${i}` }));
          const split = trySplit(spread, { kind, seed, duplicates: 'near' });
          if (split) assertNothingShared(split, 'near');
        }),
        { numRuns: 40 },
      );
  });
});

describe('textHash', () => {
  it('is uniform: a thousand texts fill ten bins as chance does', () => {
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 1000; i++) bins[Math.floor(10 * textHash(1, `text ${i}`))]!++;
    // chi-squared with 9 degrees of freedom: 27.9 once in a thousand
    assert.ok(bins.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0) < 27.9, bins.join());
  });

  it('does not see case and white space, and sees the seed', () => {
    assert.equal(textHash(1, ' A  b\n'), textHash(1, 'a b'));
    assert.notEqual(textHash(1, 'a b'), textHash(2, 'a b'));
  });
});
