import { UserError } from '../errors/index.ts';
import type { Results } from '../tracking/node.ts';
import { createSampler, replayAsks, type Params, type ReplayedAsk } from '../tuning/index.ts';
import { readJournal } from '../tuning/node.ts';
import type { ExperimentDefinition } from './definition.ts';

/** One study proposed again. */
export interface StudyReplay<P extends Params = Params> {
  readonly id: string;
  readonly sampler: string;
  readonly asks: readonly ReplayedAsk<P>[];
}

/**
 * Lets the samplers of the current studies propose every trial again from what they knew then; trains nothing. A sweep of
 * many workers must come out trial by trial as it was.
 *
 * @throws UserError when there are no results of this definition, or they belong to another space
 */
export function replaySweep<P extends Params>(
  definition: ExperimentDefinition<P>,
  results: Results,
): readonly StudyReplay<P>[] {
  const { name, space, objective, samplers } = definition;
  const studies = (results.readExperiment(name)?.studies ?? []).filter(({ current }) => current);
  if (studies.length === 0)
    throw new UserError('There is nothing to replay: this experiment has no results.', {
      field: 'EXPERIMENT',
      value: name,
      fix: `Run: npm run sweep -- ${name}`,
    });
  return studies.flatMap(({ id, sampler: kind, seed }) => {
    const config = samplers.find((one) => one.kind === kind);
    if (!config) return []; // left out by --sampler
    const { header, events } = readJournal(results.paths(name).journalFile(id));
    const begun = (header?.definition ?? {}) as { readonly space?: unknown };
    if (JSON.stringify(begun.space) !== JSON.stringify(space.toJSON()))
      throw new UserError('The space is not the one that the study was begun with.', {
        field: id,
        fix: 'Run the sweep with today’s definition, or take the definition of then.',
      });
    const asks = replayAsks<P>(events, {
      sampler: createSampler(config, space, seed),
      direction: objective.direction,
    });
    return [{ id, sampler: kind, asks }];
  });
}
