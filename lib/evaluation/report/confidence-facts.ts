import { calibration } from '../calibration/calibration.ts';
import type { Numbers } from '../checks.ts';
import { riskCoverage } from '../curves/risk-coverage.ts';
import type { EvaluatedModel } from './schema.ts';

/**
 * How far each kind of confidence can be believed, and how well it ranks right answers above wrong ones.
 *
 * @param wrong 1 where the prediction is wrong, else 0
 * @param confidences by kind, one per prediction, 0 … 1
 */
export function confidenceFacts(
  wrong: readonly number[],
  confidences: Readonly<Record<string, Numbers>>,
): NonNullable<EvaluatedModel['confidences']> {
  const right = wrong.map((one) => 1 - one);
  return Object.entries(confidences).map(([kind, values]) => ({
    kind,
    expectedError: calibration(right, values).expectedError,
    riskCoverageArea: riskCoverage(wrong, values).aurc,
  }));
}
