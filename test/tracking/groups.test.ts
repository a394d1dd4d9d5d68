import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  compareGroups,
  compareRuns,
  comparisonSchema,
  groupOptions,
  meanInterval,
  type RunRecord,
} from 'sentilab/tracking';
import { makeRecords } from '../support/records.ts';

const options = { by: ['pipeline'], over: 'repeat', baseline: 'plain', metric: 'test/accuracy' };

interface Cell {
  readonly pipeline: string;
  readonly repeat: number;
  readonly accuracy: number;
  readonly size?: number;
}

/** One finished run per cell, everything else as a sweep leaves it. */
function runsOf(cells: readonly Cell[]): RunRecord[] {
  const base = makeRecords({ seed: 3, samplers: ['grid'], trials: 12 }).find(
    ({ study, outcome }) => study !== null && outcome.kind === 'finished',
  );
  assert.ok(base?.trial && base.study);
  const { trial, study } = base;
  return cells.map(({ accuracy, ...params }, number) => ({
    ...base,
    id: `cell-t${number}`,
    study,
    trial: { ...trial, number, params },
    metrics: { 'test/accuracy': { value: accuracy, direction: 'maximize', unit: 'fraction' } },
  }));
}

describe('meanInterval', () => {
  const golden = JSON.parse(
    fs.readFileSync(path.join(import.meta.dirname, '../golden/tracking-mean-interval.json'), 'utf8'),
  ) as { rows: { values: number[]; mean: number; sd: number; low: number; high: number }[] };

  it('gives the intervals that SciPy gives', () => {
    for (const { values, mean, sd, low, high } of golden.rows) {
      const found = meanInterval(values);
      assert.ok(found?.interval && found.sd !== null);
      for (const [ours, theirs] of [
        [found.mean, mean],
        [found.sd, sd],
        [found.interval[0], low],
        [found.interval[1], high],
      ] as const)
        assert.ok(Math.abs(ours - theirs) <= 1e-7 * Math.max(1, Math.abs(theirs)), `${ours} ${theirs}`);
    }
  });

  it('says nothing of the precision of a single value, and nothing at all of none', () => {
    assert.deepEqual(meanInterval([0.5]), { n: 1, mean: 0.5, sd: null, interval: null });
    assert.equal(meanInterval([]), null);
  });
});

describe('compareGroups', () => {
  const cells: Cell[] = [1, 2, 3].flatMap((repeat) => [
    { pipeline: 'stem', repeat, accuracy: 0.7 + 0.05 * repeat + 0.02 },
    { pipeline: 'plain', repeat, accuracy: 0.7 + 0.05 * repeat },
  ]);

  it('pairs repetitions: a steady difference is beyond noise although the means vary widely', () => {
    const { groups } = compareGroups(runsOf(cells), options);
    const [plain, stem] = groups;
    assert.ok(plain && stem);
    assert.equal(plain.difference, null);
    assert.ok(Math.abs((stem.difference?.mean ?? 0) - 0.02) < 1e-12);
    assert.equal(stem.difference?.beyondNoise, true);
    assert.ok((stem.interval?.[0] ?? 1) < plain.mean, 'the intervals of the means overlap');
  });

  it('keeps the order in which the choices were written', () => {
    const named = { ...options, choices: { pipeline: ['stem', 'plain'] } };
    const order = compareGroups(runsOf(cells), named).groups.map(({ params }) => params['pipeline']);
    assert.deepEqual(order, ['stem', 'plain']);
  });

  it('holds each group against the baseline of the same size', () => {
    const sized = [500, 2000].flatMap((size) =>
      [1, 2].flatMap((repeat) => [
        { pipeline: 'plain', repeat, size, accuracy: size / 4000 },
        { pipeline: 'eda', repeat, size, accuracy: size / 4000 + 0.01 * repeat },
      ]),
    );
    const { groups } = compareGroups(runsOf(sized), { ...options, by: ['pipeline', 'size'] });
    assert.deepEqual(
      groups.map(({ params, difference }) => [params['pipeline'], params['size'], difference?.n ?? null]),
      [
        ['eda', 500, 2],
        ['plain', 500, null],
        ['eda', 2000, 2],
        ['plain', 2000, null],
      ],
    );
    for (const { difference } of groups) if (difference) assert.ok(Math.abs(difference.mean - 0.015) < 1e-12);
  });

  it('does not depend on the order of the runs', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: cells.length }), (shuffled) => {
        const strip = (list: readonly Cell[]) =>
          compareGroups(runsOf(list), options).groups.map(({ params, n }) => [params, n]);
        assert.deepEqual(strip(shuffled), strip(cells));
      }),
      { numRuns: 30 },
    );
  });

  it('goes into comparison.json with a verdict that says which differences are more than noise', () => {
    const comparison = compareRuns(runsOf(cells), { experiment: 'text', groups: options });
    assert.deepEqual(comparisonSchema.parse(JSON.parse(JSON.stringify(comparison))), comparison);
    assert.match(
      comparison.verdict,
      /^stem has the best mean test\/accuracy: 82\.0 % .* over 3 repetitions\./,
    );
    assert.match(comparison.verdict, /Beyond noise against plain: stem \+2\.0 points/);
  });

  it('ranks nothing by one repetition of each', () => {
    const once = runsOf(cells.filter(({ repeat }) => repeat === 1));
    const { verdict } = compareRuns(once, { experiment: 'text', groups: options });
    assert.match(verdict, /One repetition of each says nothing of noise: no ranking yet\.$/);
  });
});

describe('groupOptions', () => {
  it('reads what a definition stores, and takes anything else for a search', () => {
    const definition = {
      compare: { by: ['pipeline'], over: 'repeat', baseline: 'plain' },
      space: { parameters: { pipeline: { kind: 'categorical', choices: ['plain', 'stem'] } } },
    };
    assert.deepEqual(groupOptions(definition), { ...options, choices: { pipeline: ['plain', 'stem'] } });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => assert.equal(groupOptions({ compare: value }), undefined)),
    );
  });
});
