import type { ThresholdCriterionInput } from 'sentilab/evaluation';
import { UserError, didYouMean } from 'sentilab/errors';

const NAMES = ['f1', 'accuracy', 'mcc', 'youden'] as const;

/**
 * `f1`, `accuracy`, `mcc`, `youden`, or `cost=1:5`: a false positive costs 1, a false negative 5.
 *
 * @throws UserError when it is none of them
 */
export function parseCriterion(text: string): ThresholdCriterionInput {
  const known = NAMES.find((name) => name === text);
  if (known !== undefined) return { kind: known };
  const cost = /^cost=(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)$/.exec(text);
  if (cost) return { kind: 'cost', falsePositive: Number(cost[1]), falseNegative: Number(cost[2]) };
  throw new UserError('A threshold is chosen by f1, accuracy, mcc, youden or a cost.', {
    field: '--choose',
    value: text,
    fix: text.startsWith('cost')
      ? 'Write the two costs: cost=1:5.'
      : didYouMean(text, [...NAMES, 'cost=1:5']),
  });
}
