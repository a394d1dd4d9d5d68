import type { Numbers } from '../checks.ts';
import { countCells, type ConfusionCounts } from '../confusion.ts';
import type { MetricDefinition } from './metric.ts';

/**
 * Cohen's kappa (1960): agreement beyond the one that chance would give with the same class frequencies, −1 … 1.
 *
 * @returns null when truth and prediction are all of one and the same class: there chance agrees always
 */
export function cohensKappa(truth: Numbers, predicted: Numbers): number | null {
  return ofCells(countCells(truth, predicted));
}

function ofCells([[tn, fp], [fn, tp]]: ConfusionCounts): number | null {
  const total = tn + fp + fn + tp;
  const byChance = (tn + fp) * (tn + fn) + (fn + tp) * (fp + tp);
  const most = total * total - byChance;
  return most === 0 ? null : ((tn + tp) * total - byChance) / most;
}

/** Agreement beyond chance. */
export const cohensKappaMetric: MetricDefinition = {
  name: 'kappa',
  title: 'Cohen’s kappa',
  direction: 'maximize',
  unit: '',
  range: [-1, 1],
  value: ({ cells }) => ofCells(cells),
};
