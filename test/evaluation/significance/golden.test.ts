import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holm, mcnemar, mcnemarOfCounts, normalProbability } from 'sentilab/evaluation';
import { close, readGolden } from '../golden.ts';

interface Golden {
  readonly mcnemar: readonly {
    readonly onlyFirst: number;
    readonly onlySecond: number;
    readonly exact: number;
    readonly chiSquared: number | null;
    readonly corrected: number | null;
  }[];
  readonly holm: readonly { readonly p: readonly number[]; readonly corrected: readonly number[] }[];
  readonly normal: readonly { readonly z: number; readonly p: number }[];
}
const golden = readGolden<Golden>('evaluation-significance');

describe(`significance against ${golden.by}`, () => {
  it('gives McNemar’s exact and corrected p to 1e-9, up to 18,400 disagreements', () => {
    for (const { onlyFirst, onlySecond, exact, chiSquared, corrected } of golden.mcnemar) {
      const ours = mcnemarOfCounts(onlyFirst, onlySecond);
      const what = `${onlyFirst} against ${onlySecond}`;
      close(ours.exact, exact, `exact p of ${what}`);
      if (exact > 0) assert.ok(Math.abs(ours.exact / exact - 1) < 1e-8, `relative: ${what}`);
      if (chiSquared !== null) close(ours.chiSquared, chiSquared, `χ² of ${what}`);
      if (corrected !== null) close(ours.corrected, corrected, `corrected p of ${what}`);
    }
  });

  it('corrects p values by Holm’s method to 1e-9', () => {
    for (const { p, corrected } of golden.holm)
      holm(p).forEach((ours, i) => close(ours, corrected[i] ?? NaN, `p ${i} of ${p.join(' ')}`));
  });

  it('gives the normal distribution to 1e-9', () => {
    for (const { z, p } of golden.normal) close(normalProbability(z), p, `at ${z}`);
  });
});

describe('mcnemar', () => {
  it('counts only what exactly one model gets right, and is the same with the models exchanged', () => {
    const labels = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1), fc.constantFrom(0, 1)), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(labels, (rows) => {
        const [truth, a, b] = [0, 1, 2].map((at) => rows.map((row) => row[at] ?? 0)) as [
          number[],
          number[],
          number[],
        ];
        const there = mcnemar(truth, a, b);
        const back = mcnemar(truth, b, a);
        assert.equal(there.onlyFirst, truth.filter((t, i) => a[i] === t && b[i] !== t).length);
        assert.deepEqual([back.onlySecond, back.onlyFirst], [there.onlyFirst, there.onlySecond]);
        assert.equal(back.exact, there.exact);
        assert.ok(there.exact > 0 && there.exact <= 1 && there.corrected > 0 && there.corrected <= 1);
      }),
    );
  });

  it('finds nothing between models that never disagree', () => {
    assert.deepEqual(mcnemar([0, 1], [1, 1], [1, 1]), {
      onlyFirst: 0,
      onlySecond: 0,
      exact: 1,
      chiSquared: 0,
      corrected: 1,
    });
  });
});

describe('holm', () => {
  it('never makes a p smaller, keeps their order, and refuses what is no p', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (p) => {
        const corrected = holm(p);
        corrected.forEach((each, i) => assert.ok(each >= (p[i] ?? 2) && each <= 1));
        for (let i = 0; i < p.length; i++)
          for (let j = 0; j < p.length; j++)
            if ((p[i] ?? 0) < (p[j] ?? 0)) assert.ok((corrected[i] ?? 0) <= (corrected[j] ?? 0));
      }),
    );
    assert.throws(() => holm([0.5, 1.5]), /pValues\[1\]: .*Got 1\.5/);
  });
});
