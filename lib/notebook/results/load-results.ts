import type { ExperimentDefinition } from '../../experiment/index.ts';
import { UserError, didYouMean } from '../../errors/index.ts';
import { openResults, type Results } from '../../tracking/node.ts';
import type { Params } from '../../tuning/index.ts';
import type { ExperimentName, ParamsOfName } from './experiment-names.ts';
import { ExperimentResults } from './experiment-results.ts';

/**
 * What an experiment has left in results/ so far. A name in experiments/ knows its parameters' types, and so does a
 * definition: `results('quick').best.params.lr` is a number, a misspelt one does not compile. Any other name has
 * parameters of any name.
 *
 * @param from where to look; default: `SENTILAB_RESULTS`, else results/ of the project
 * @throws UserError when there are none, naming the nearest experiment that has some
 */
export function results<N extends ExperimentName>(
  experiment: N,
  from?: Results,
): ExperimentResults<ParamsOfName<N>>;
export function results<P extends Params>(
  experiment: ExperimentDefinition<P>,
  from?: Results,
): ExperimentResults<P>;
export function results(experiment: string, from?: Results): ExperimentResults;
export function results(
  experiment: string | { readonly name: string },
  from: Results = openResults(),
): ExperimentResults {
  const name = typeof experiment === 'string' ? experiment : experiment.name;
  const known = from.listExperiments();
  if (!known.includes(name))
    throw new UserError('There are no results of this experiment.', {
      field: 'experiment',
      value: name,
      fix: known.length === 0 ? `Run npm run sweep -- ${name} first.` : didYouMean(name, known),
    });
  const { experiment: stored, runs } = from.read(name);
  return new ExperimentResults({ name, folder: from.paths(name).folder, experiment: stored, runs });
}
