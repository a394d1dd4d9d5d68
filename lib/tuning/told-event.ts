import type { StudyEvent } from './events.ts';
import { Objectives } from './objectives.ts';
import type { TrialResult } from './study-options.ts';
import type { Trial } from './trial.ts';

/**
 * A trial's result as it is stored.
 *
 * @param study id of the study, its objectives and the metric that a pruned trial's value is taken from
 * @throws UserError for a finished trial without a finite value for each objective
 */
export function toldEvent(
  trial: Trial,
  result: TrialResult,
  study: { readonly id: string; readonly metric: string; readonly objectives: Objectives },
): StudyEvent {
  const { number, attempt, runId, reports, params, proposedBy } = trial;
  const { state, reason, values } = result;
  const last = reports.at(-1);
  const given = values?.[0] ?? result.value;
  const value = given ?? (state === 'pruned' ? (last?.metrics[study.metric] ?? null) : null);
  const { objectives } = study;
  if (state === 'finished') objectives.assertValues(values ?? [value], number);
  else if (value !== null) new Objectives(objectives.directions[0]).assertValues([value], number);
  return {
    event: 'told',
    trial: number,
    attempt: Math.max(1, attempt), // told without a start: a loop of one's own
    runId: result.runId ?? runId ?? `${study.id}-t${number}`,
    state,
    value,
    ...(objectives.several && values && { values: [...values] }),
    epoch: last?.epoch ?? null,
    ...(reason === undefined ? {} : { reason }),
    params,
    proposedBy,
  };
}
