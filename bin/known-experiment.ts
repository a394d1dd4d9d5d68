import { UserError, didYouMean } from 'sentilab/errors';

/**
 * Refuses an experiment that left no results.
 *
 * @param known those that did
 * @throws UserError naming the nearest one
 */
export function checkHasResults(experiment: string, known: readonly string[]): void {
  if (known.includes(experiment)) return;
  throw new UserError('There are no results of this experiment.', {
    field: 'experiment',
    value: experiment,
    fix: known.length === 0 ? `Run npm run sweep -- ${experiment} first.` : didYouMean(experiment, known),
  });
}
