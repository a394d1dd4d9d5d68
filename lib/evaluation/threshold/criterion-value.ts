import type { ConfusionCounts } from '../confusion.ts';
import { matthewsOfCells } from '../metrics/matthews-correlation.ts';
import { ratio } from '../metrics/ratio.ts';
import type { ThresholdCriterion } from './config.ts';

/** How good a confusion matrix is by a criterion; larger is better, so a cost is counted negative, per example. */
export function criterionValue(criterion: ThresholdCriterion, cells: ConfusionCounts): number {
  const [[tn, fp], [fn, tp]] = cells;
  switch (criterion.kind) {
    case 'f1':
      return ratio(2 * tp, 2 * tp + fp + fn);
    case 'accuracy':
      return (tn + tp) / (tn + fp + fn + tp);
    case 'mcc':
      return matthewsOfCells(cells);
    case 'youden':
      return ratio(tp, tp + fn) - ratio(fp, fp + tn);
    case 'cost':
      return (
        -(criterion.falsePositive * fp + criterion.falseNegative * fn) / (tn + fp + fn + tp) || 0 // no -0
      );
  }
}
