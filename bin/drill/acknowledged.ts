import { openResults } from 'sentilab/tracking/node';
import { readJournal } from 'sentilab/tuning/node';

/** A trial whose result was acknowledged: its record is in place and its `told` or `failed` line is written. */
export interface Acknowledged {
  readonly study: string;
  readonly trial: number;
  readonly runId: string;
}

/** Every acknowledgement in the journals of an experiment, one entry per line: a trial told twice is there twice. */
export function acknowledgedTrials(resultsRoot: string, experiment: string): Acknowledged[] {
  return openResults(resultsRoot)
    .listJournals(experiment)
    .flatMap(({ study, file }) =>
      readJournal(file).events.flatMap((event) =>
        event.event === 'told' || event.event === 'failed'
          ? [{ study, trial: event.trial, runId: event.runId ?? '' }]
          : [],
      ),
    );
}
