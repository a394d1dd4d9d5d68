import { modelKind } from './comparison.ts';
import type { RunRecord } from './schema/run-record.ts';

/** A short name for people: `tpe #6`, `grid #2, attempt 2`; `nbsvm` for a run outside a search. Not unique over seeds. */
export function runLabel(run: RunRecord): string {
  const { study, trial, run: place } = run;
  if (study === null || trial === null) return modelKind(run) ?? run.id;
  const parts = [`${study.sampler} #${trial.number}`];
  if (place.fold > 0) parts.push(`fold ${place.fold}`);
  if (place.attempt > 1) parts.push(`attempt ${place.attempt}`);
  return parts.join(', ');
}
