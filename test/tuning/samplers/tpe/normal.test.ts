import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Rng } from 'sentilab/random';
import { logNormalMass, truncatedNormal } from '../../../../lib/tuning/samplers/tpe/normal.ts';

interface Golden {
  readonly rows: readonly { readonly a: number; readonly b: number; readonly logMass: number }[];
}
const { rows } = JSON.parse(
  fs.readFileSync(new URL('../../../golden/tuning-normal.json', import.meta.url), 'utf8'),
) as Golden;

describe('the normal distribution', () => {
  it('has mpmath’s mass between two bounds, 1e-6 … 10 apart and up to nine deviations out', () => {
    for (const { a, b, logMass } of rows) {
      // The complementary error function is good to 1.2e-7; a narrow cell's difference loses up to three digits more.
      const tolerance = 1e-3 * Math.min(1, 3e-4 / Math.min(1, b - a)) + 1e-6;
      assert.ok(
        Math.abs(logNormalMass(a, b) - logMass) < tolerance,
        `${a} … ${b}: ${logNormalMass(a, b)} ≠ ${logMass}`,
      );
    }
  });

  it('draws inside [0, 1] with the truncated mean', () => {
    const rng = new Rng(5);
    const draws = Array.from({ length: 20_000 }, () => truncatedNormal(0, 0.2, rng));
    assert.ok(draws.every((draw) => draw >= 0 && draw <= 1));
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    // A half normal of deviation .2: mean .2·√(2/π), deviation .2·√(1-2/π).
    assert.ok(
      Math.abs(mean - 0.2 * Math.sqrt(2 / Math.PI)) <
        (5 * 0.2 * Math.sqrt(1 - 2 / Math.PI)) / Math.sqrt(20_000),
    );
  });
});
