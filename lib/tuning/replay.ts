import type { Dimension } from './dimensions/dimension.ts';
import type { StoredEvent } from './events.ts';
import type { Params } from './params.ts';
import type { Trial } from './trial.ts';

/**
 * Applies one event to the trials by number. The same function serves a running study, a reopened one and a viewer.
 * An event of a trial whose `asked` line was lost is left aside, unless it carries the parameters itself.
 *
 * @returns the trial as it is now, or null when it is unknown
 */
export function applyEvent<P extends Params>(
  trials: Map<number, Trial<P>>,
  event: StoredEvent,
): Trial<P> | null {
  const next = after(trials.get(event.trial), event);
  if (next) trials.set(event.trial, next);
  return next;
}

function after<P extends Params>(trial: Trial<P> | undefined, event: StoredEvent): Trial<P> | null {
  switch (event.event) {
    case 'asked':
      return { ...fresh<P>(event, event.seenSeq), queued: event.queued ?? false, by: event.by ?? null };
    case 'started':
      return trial
        ? {
            ...trial,
            state: 'running',
            attempt: event.attempt,
            runId: event.runId,
            reports: [],
            startedAt: event.time,
            by: event.by ?? null,
          }
        : null;
    case 'reported': {
      if (!trial) return null;
      if (event.attempt !== trial.attempt) return trial; // a late word of an attempt that was given up
      return { ...trial, reports: [...trial.reports, { epoch: event.epoch, metrics: event.metrics }] };
    }
    case 'told': {
      const known: Trial<P> = trial ?? fresh(event, 0);
      const { attempt, runId, state, value } = event;
      return {
        ...known,
        params: event.params as P,
        ...{ attempt, runId, state, value },
        values: event.values ?? null,
        reason: event.reason ?? null,
        endedAt: event.time,
      };
    }
    case 'suggested':
      return trial
        ? {
            ...trial,
            params: { ...trial.params, [event.name]: event.value },
            dimensions: { ...trial.dimensions, [event.name]: event.dimension as Dimension },
          }
        : null;
    case 'failed':
      return trial ? { ...trial, state: 'failed', error: event.error, endedAt: event.time } : null;
    case 'crashed':
      return trial ? { ...trial, crashes: trial.crashes + 1 } : null;
    case 'noted':
      return trial ? { ...trial, notes: { ...trial.notes, [event.key]: event.value } } : null;
  }
}

function fresh<P extends Params>(
  event: Extract<StoredEvent, { event: 'asked' | 'told' }>,
  seenSeq: number,
): Trial<P> {
  return {
    number: event.trial,
    params: event.params as P,
    proposedBy: event.proposedBy,
    seenSeq,
    state: 'asked',
    attempt: 0,
    runId: null,
    reports: [],
    value: null,
    values: null,
    reason: null,
    error: null,
    crashes: 0,
    notes: {},
    queued: false,
    by: null,
    askedAt: event.time,
    startedAt: null,
    endedAt: null,
  };
}

/** All trials that the events tell of, by number. */
export function replay<P extends Params>(events: readonly StoredEvent[]): Trial<P>[] {
  const trials = new Map<number, Trial<P>>();
  for (const event of events) applyEvent(trials, event);
  return [...trials.values()].sort((a, b) => a.number - b.number);
}
