import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chooseThreshold,
  countCells,
  predictedLabels,
  type ThresholdCriterionInput,
} from 'sentilab/evaluation';
import { criterionValue } from '../../../lib/evaluation/threshold/criterion-value.ts';
import { thresholdCriterionSchema } from '../../../lib/evaluation/threshold/config.ts';
import { close, readGolden } from '../golden.ts';

interface Golden {
  readonly threshold: readonly {
    readonly name: string;
    readonly truth: readonly number[];
    readonly probabilities: readonly number[];
    readonly f1: number;
    readonly mcc: number;
    readonly accuracy: number;
    readonly youden: number;
    readonly cost: { readonly falsePositive: number; readonly falseNegative: number; readonly value: number };
  }[];
}
const golden = readGolden<Golden>('evaluation-significance');

const CRITERIA: readonly ThresholdCriterionInput[] = [
  { kind: 'f1' },
  { kind: 'mcc' },
  { kind: 'accuracy' },
  { kind: 'youden' },
  { kind: 'cost', falsePositive: 1, falseNegative: 5 },
];

describe('chooseThreshold', () => {
  for (const { name, truth, probabilities, ...best } of golden.threshold)
    for (const criterion of CRITERIA)
      it(`reaches the best ${criterion.kind} that scikit-learn finds on ${name}, and really reaches it`, () => {
        const chosen = chooseThreshold(truth, probabilities, criterion);
        const expected = criterion.kind === 'cost' ? best.cost.value : best[criterion.kind];
        close(chosen.value, expected, criterion.kind);
        const predicted = predictedLabels(probabilities, chosen.threshold);
        const parsed = thresholdCriterionSchema.parse(criterion);
        close(criterionValue(parsed, countCells(truth, predicted)), chosen.value, 'at the threshold');
        const atHalf = countCells(truth, predictedLabels(probabilities, 0.5));
        close(criterionValue(parsed, atHalf), chosen.valueAtHalf, 'at 0.5');
      });

  it('is never worse than any other threshold, whatever the ties', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.nat(8)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...CRITERIA),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (pairs, by, t) => {
          const truth = pairs.map(([label]) => label);
          const probabilities = pairs.map(([, p]) => p / 8);
          const chosen = chooseThreshold(truth, probabilities, by);
          const other = criterionValue(
            thresholdCriterionSchema.parse(by),
            countCells(truth, predictedLabels(probabilities, t)),
          );
          assert.ok(chosen.value >= other - 1e-12 && chosen.threshold >= 0 && chosen.threshold <= 1);
          const reached = countCells(truth, predictedLabels(probabilities, chosen.threshold));
          close(criterionValue(chosen.criterion, reached), chosen.value, 'reached');
        },
      ),
    );
  });

  it('stays at 0.5 when 0.5 is as good as anything', () => {
    assert.equal(chooseThreshold([0, 0, 1, 1], [0.1, 0.4, 0.7, 0.9], { kind: 'accuracy' }).threshold, 0.5);
  });

  it('calls more positive when missing one is dear', () => {
    const truth = [0, 1, 0, 1, 0, 1, 1];
    const p = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.9];
    const dear = chooseThreshold(truth, p, { kind: 'cost', falseNegative: 10 });
    const cheap = chooseThreshold(truth, p, { kind: 'cost', falsePositive: 10 });
    assert.ok(dear.threshold < 0.2 && cheap.threshold > 0.6, `${dear.threshold} and ${cheap.threshold}`);
  });

  it('refuses a criterion that does not exist, naming it', () => {
    assert.throws(
      () => chooseThreshold([0, 1], [0.2, 0.8], { kind: 'recall' } as unknown as ThresholdCriterionInput),
      /threshold/,
    );
  });
});
