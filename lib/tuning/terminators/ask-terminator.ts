import { UserError } from '../../errors/index.ts';
import type { Params } from '../params.ts';
import type { Study } from '../study.ts';
import type { StopDecision, Terminator, TerminatorTrial } from './terminator.ts';

/**
 * What a terminator says of a study as it is now, for loops of one's own; `runStudy` and `optimize` ask by themselves.
 *
 * @throws UserError when the study has several objectives
 */
export function askTerminator<P extends Params>(study: Study<P>, terminator: Terminator): StopDecision {
  if (study.directions.length > 1)
    throw new UserError('A terminator judges one objective, and the study has several.', {
      field: 'terminator',
      value: terminator.name,
      fix: 'Leave it out, and set the number of trials or a time.',
    });
  const sign = study.direction === 'maximize' ? -1 : 1;
  const trials = study.trials.flatMap(({ number, params, state, value, reports }): TerminatorTrial[] => {
    if (state !== 'finished' || value === null) return [];
    const scores = reports.flatMap(({ metrics }) => {
      const score = metrics[study.metric] ?? null;
      return score === null ? [] : [sign * score];
    });
    return [{ number, params, value: sign * value, scores }];
  });
  return terminator.shouldStop(trials);
}
