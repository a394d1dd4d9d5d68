import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { CHECKS, checkQuality } from 'sentilab/quality';
import { confidentDisagreements } from '../../lib/quality/confident-disagreements.ts';
import { logOdds } from '../../lib/quality/statistics/class-words.ts';
import { fitLine } from '../../lib/quality/statistics/fit-line.ts';
import { quantiles } from '../../lib/quality/statistics/quantile.ts';

/** Made by test/golden/scripts/quality.py. */
interface Golden {
  readonly quantiles: { readonly values: number[]; readonly at: number[]; readonly expected: number[] };
  readonly line: {
    readonly xs: number[];
    readonly ys: number[];
    readonly slope: number;
    readonly intercept: number;
  };
  readonly noise: { readonly labels: number[]; readonly positive: number[]; readonly expected: number };
  readonly logOdds: {
    readonly counts: [word: string, negative: number, positive: number][];
    readonly priorSize: number;
    readonly z: Readonly<Record<string, number>>;
  };
  readonly mojibake: { readonly text: string; readonly bad: boolean }[];
}

describe('quality report against other libraries', () => {
  const golden = JSON.parse(
    fs.readFileSync(path.resolve(import.meta.dirname, '../golden/quality.json'), 'utf8'),
  ) as Golden;
  const near = (actual: number, expected: number): void =>
    assert.ok(
      Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
      `${actual} is not ${expected}`,
    );

  it("takes numpy's quantiles", () => {
    const { values, at, expected } = golden.quantiles;
    quantiles(values, at).forEach((value, i) => near(value, expected[i] ?? NaN));
  });

  it("fits SciPy's least-squares line", () => {
    const { xs, ys, slope, intercept } = golden.line;
    const line = fitLine(xs, ys);
    near(line.slope, slope);
    near(line.intercept, intercept);
  });

  it('counts as many wrong labels by confident learning as cleanlab', () => {
    const { labels, positive, expected } = golden.noise;
    assert.equal(confidentDisagreements(labels, positive), expected);
  });

  it("gives words the z-scores of ConvoKit's FightingWords with an informative prior", () => {
    const { counts, priorSize, z } = golden.logOdds;
    const scored = logOdds(new Map(counts.map(([word, ...pair]) => [word, pair])), priorSize);
    assert.equal(scored.length, Object.keys(z).length);
    // ConvoKit adds counts in single precision.
    for (const word of scored) assert.ok(Math.abs(word.z - (z[word.word] ?? NaN)) < 1e-5, word.word);
  });

  it('calls the same texts wrongly decoded as ftfy: none of 13 in nine scripts, each of 24 broken ones', async () => {
    const report = await checkQuality(
      {
        name: 'mojibake',
        title: '',
        attribution: '',
        fingerprint: '',
        examples: golden.mojibake.map(({ text }, i) => ({ id: String(i), text, label: i % 2 === 0 ? 0 : 1 })),
      },
      { only: [CHECKS.mojibake.kind as 'mojibake'], split: 'none', examples: 1000 },
    );
    const found = new Set(report.findings[0]?.examples.flatMap(({ ids }) => ids));
    const differing = golden.mojibake
      .filter(({ bad }, i) => bad !== found.has(String(i)))
      .map(({ text }) => text);
    assert.deepEqual(differing, []);
    assert.equal(golden.mojibake.filter(({ bad }) => bad).length, 24);
  });
});
