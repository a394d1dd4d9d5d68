import { UserError } from '../../errors/index.ts';
import type { Numbers } from '../checks.ts';

/**
 * One prediction out of several models' (the seeds of one recipe): for each example the mean of the probabilities. A
 * mean never ties, as votes of an even number would.
 *
 * @param probabilities one list per model, all of the same length
 */
export function averageProbabilities(probabilities: readonly Numbers[]): Float64Array {
  const [first] = probabilities;
  if (first === undefined)
    throw new UserError('There must be at least one model.', { field: 'probabilities' });
  const mean = new Float64Array(first.length);
  probabilities.forEach((each, model) => {
    if (each.length !== first.length)
      throw new UserError(`Every model must have predicted the same examples (${first.length}).`, {
        field: `probabilities[${model}]`,
        value: each.length,
      });
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (each[i] ?? NaN) / probabilities.length;
  });
  return mean;
}
