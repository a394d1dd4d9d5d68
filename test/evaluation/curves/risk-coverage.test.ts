import assert from 'node:assert/strict';
import fc from 'fast-check';
import { riskCoverage } from 'sentilab/evaluation';
import { close, readGolden } from '../golden.ts';

interface Golden {
  readonly riskCoverage: readonly {
    readonly wrong: readonly number[];
    readonly confidence: readonly number[];
    readonly aurc: number;
  }[];
}
const golden = readGolden<Golden>('evaluation-significance');

describe('riskCoverage', () => {
  it('has the mean risk of the k surest as its area, over all orders of tied ones', () => {
    for (const { wrong, confidence, aurc } of golden.riskCoverage)
      close(riskCoverage(wrong, confidence).aurc, aurc, `area over ${wrong.length}`);
  });

  it('goes from the surest prediction to full coverage, where the risk is the error rate', () => {
    const { points } = riskCoverage([0, 1, 0, 1], [0.9, 0.6, 0.8, 0.6]);
    assert.deepEqual(points, [
      { confidence: 0.9, coverage: 0.25, risk: 0 },
      { confidence: 0.8, coverage: 0.5, risk: 0 },
      { confidence: 0.6, coverage: 1, risk: 0.5 },
    ]);
  });

  it('exceeds nothing when every wrong answer is less sure than every right one, and is never below that', () => {
    assert.equal(riskCoverage([0, 0, 1, 1], [0.9, 0.8, 0.7, 0.6]).excess, 0);
    assert.ok(riskCoverage([1, 1, 0, 0], [0.9, 0.8, 0.7, 0.6]).excess > 0.5);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1), fc.nat(5)), { minLength: 1, maxLength: 30 }),
        (rows) => {
          const { aurc, excess } = riskCoverage(
            rows.map(([wrong]) => wrong),
            rows.map(([, confidence]) => confidence),
          );
          assert.ok(excess >= 0 && excess <= aurc && aurc <= 1);
        },
      ),
    );
  });

  it('refuses what is not 0 or 1, no predictions, and NaN', () => {
    assert.throws(() => riskCoverage([2], [0.5]), /wrong\[0\]/);
    assert.throws(() => riskCoverage([], []), /at least one/);
    assert.throws(() => riskCoverage([1], [NaN]), /confidence\[0\]/);
  });
});
