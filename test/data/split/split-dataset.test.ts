import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from 'sentilab/errors';
import { foldText, splitDataset } from 'sentilab/data';
import type { Example, Split } from 'sentilab/data';

const PARTS = ['train', 'validation', 'test'] as const;

/** `count` distinct examples, half of each class. */
function examplesOf(count: number, group?: (i: number) => string): Example[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `x/${i}`,
    text: `text ${i}`,
    label: i < count / 2 ? 0 : 1,
    ...(group ? { group: group(i) } : {}),
  }));
}
const named = (examples: readonly Example[]) => ({ name: 'x', examples });
const positives = (examples: readonly Example[]): number => examples.filter(({ label }) => label === 1).length;
const sizes = (split: Split): number[] => PARTS.map((part) => split[part].length);

/** Few distinct texts, so that many are there more than once, in other case and spacing, under both labels. */
const repetitive = fc
  .array(
    fc.record({
      word: fc.integer({ min: 0, max: 60 }),
      form: fc.constantFrom('w%', 'W%', '  w% ', 'w%\n'),
      label: fc.constantFrom<0 | 1>(0, 1),
      block: fc.integer({ min: 0, max: 8 }),
    }),
    { minLength: 60, maxLength: 200 },
  )
  .map((rows) =>
    rows.map(
      ({ word, form, label, block }, i): Example => ({
        id: `x/${i}`,
        text: form.replace('%', String(word)),
        label,
        group: `block-${block}`,
      }),
    ),
  );

describe('splitDataset', () => {
  it('gives exact, stratified shares', () => {
    const split = splitDataset(named(examplesOf(1000)), { seed: 1, validation: 0.15, test: 0.1 });
    assert.deepEqual(sizes(split), [750, 150, 100]);
    assert.deepEqual(
      PARTS.map((part) => positives(split[part])),
      [375, 75, 50],
    );
    assert.equal(split.kind, 'random-stratified');
  });

  it('gives exact shares of any size and any class balance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 300 }),
        fc.integer({ min: 20, max: 300 }),
        fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        fc.integer({ min: 1, max: 1e9 }),
        (negative, positive, share, seed) => {
          const examples = examplesOf(negative + positive).map((example, i) => ({
            ...example,
            label: i < negative ? (0 as const) : (1 as const),
          }));
          const split = splitDataset(named(examples), { seed, validation: share, test: share });
          for (const part of [split.validation, split.test]) {
            assert.equal(positives(part), Math.round(share * positive));
            assert.equal(part.length - positives(part), Math.round(share * negative));
          }
        },
      ),
    );
  });

  it('is the same for the same seed and another for another seed', () => {
    const examples = examplesOf(200);
    const first = splitDataset(named(examples), { seed: 7 });
    assert.deepEqual(splitDataset(named(examples), { seed: 7 }), first);
    assert.notEqual(splitDataset(named(examples), { seed: 8 }).fingerprint, first.fingerprint);
    assert.match(first.fingerprint, /^[0-9a-f]{64}$/);
  });

  it('parts every example once, keeps their order, and puts no text into two parts', () => {
    fc.assert(
      fc.property(repetitive, fc.integer({ min: 1, max: 1e9 }), fc.constantFrom('auto', 'random-stratified'), (examples, seed, kind) => {
        let split: Split;
        try {
          split = splitDataset(named(examples), { seed, kind: kind === 'auto' ? 'auto' : 'random-stratified', validation: 0.2, test: 0.2 });
        } catch (error) {
          // Chains of equal texts may join all blocks into one: then there is nothing to part.
          assert.ok(error instanceof UserError && kind === 'auto', String(error));
          return;
        }
        const ids = PARTS.map((part) => split[part].map(({ id }) => id));
        assert.deepEqual(ids.flat().sort(), examples.map(({ id }) => id).sort());
        for (const part of PARTS) {
          const positions = split[part].map((example) => examples.indexOf(example));
          assert.deepEqual(positions, [...positions].sort((a, b) => a - b));
        }
        const keys = (of: (example: Example) => string): Set<string>[] => PARTS.map((part) => new Set(split[part].map(of)));
        const apart = (sets: readonly Set<string>[]): boolean =>
          new Set(sets.flatMap((set) => [...set])).size === sets.reduce((n, set) => n + set.size, 0);
        assert.ok(apart(keys(({ text }) => foldText(text))), 'a text is in two parts');
        if (split.kind === 'blocks') assert.ok(apart(keys(({ group }) => group ?? '')), 'a group is in two parts');
      }),
    );
  });

  it('keeps whole groups together, with exact shares where groups allow', () => {
    const blocks = examplesOf(2000, (i) => `block-${Math.floor(i / 50)}`);
    const split = splitDataset(named(blocks), { seed: 3 });
    assert.equal(split.kind, 'blocks');
    assert.deepEqual(sizes(split), [1600, 200, 200]);
    assert.equal(positives(split.test), 100);
    assert.equal(new Set(split.test.map(({ group }) => group)).size, 4);
  });

  it('comes as near to the share as whole groups can', () => {
    const blocks = examplesOf(2000, (i) => `block-${Math.floor(i / 50)}`);
    const near = splitDataset(named(blocks), { seed: 3, validation: 0.13, test: 0 }); // 130 per class: 150 is nearer than 100
    assert.deepEqual(sizes(near), [1700, 300, 0]);
  });

  it('parts grouped examples one by one on request, to measure what that flatters', () => {
    const blocks = examplesOf(2000, (i) => `block-${Math.floor(i / 50)}`);
    const split = splitDataset(named(blocks), { seed: 3, kind: 'random-stratified' });
    assert.ok(new Set(split.test.map(({ group }) => group)).size > 20);
  });

  it('refuses shares that leave nothing, empty parts, blocks without groups and unknown fields', () => {
    const data = named(examplesOf(100));
    assert.throws(() => splitDataset(data, { seed: 1, validation: 0.6, test: 0.6 }), /at most nine tenths/);
    assert.throws(() => splitDataset(data, { seed: 1, validation: -0.1 }), /split\.validation: .*-0\.1/);
    assert.throws(() => splitDataset(named(examplesOf(4)), { seed: 1 }), /too few examples \(4\): the test part/);
    assert.throws(() => splitDataset(named([]), { seed: 1, validation: 0, test: 0 }), /the train part would be empty/);
    assert.throws(() => splitDataset(data, { seed: 1, kind: 'blocks' }), /no groups.*Use "random-stratified"/);
    assert.throws(() => splitDataset(data, { seed: 0 }), /split\.seed/);
    assert.throws(() => splitDataset(data, { seed: 1, valid: 0.1 } as never), /Unknown field "valid"/);
  });
});
