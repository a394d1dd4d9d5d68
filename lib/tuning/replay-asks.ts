import { canonicalJson } from '../hash/index.ts';
import type { StoredEvent } from './events.ts';
import { Objectives, type Direction } from './objectives.ts';
import type { Params } from './params.ts';
import type { ObservedTrial, Sampler } from './sampler.ts';
import { TrialTable, isFinal } from './trial-table.ts';
import { observedTrial } from './trial-views.ts';

/** One trial proposed again. */
export interface ReplayedAsk<P extends Params = Params> {
  readonly number: number;
  readonly recorded: P;
  /** null: the sampler has nothing left to propose. */
  readonly proposed: P | null;
  readonly same: boolean;
}

/**
 * Lets a sampler propose every trial of a study again, each from what it knew then: the events up to the trial's `seenSeq`.
 * However many trials ran at the same time and in whatever order they ended, the same parameters come out. Trials that a
 * person enqueued are left out.
 *
 * @param events the study's, whole and in order
 * @param study the space's sampler as it was new, and the study's direction
 */
export function replayAsks<P extends Params>(
  events: readonly StoredEvent[],
  study: {
    readonly sampler: Sampler<P>;
    readonly direction: Direction | readonly [Direction, ...Direction[]];
  },
): readonly ReplayedAsk<P>[] {
  const objectives = new Objectives(study.direction);
  const table = new TrialTable<P>();
  const replayed: ReplayedAsk<P>[] = [];
  const enqueued = new Set<number>();
  let untold: ObservedTrial<P>[] = [];
  let next = 0;
  const knowUpTo = (seq: number): void => {
    for (let event = events[next]; event !== undefined && event.seq <= seq; event = events[++next]) {
      const trial = table.apply(event);
      if (trial && isFinal(trial) && (event.event === 'told' || event.event === 'failed'))
        untold.push(observedTrial(trial, objectives));
    }
  };
  for (const event of events) {
    if (event.event !== 'asked') continue;
    if (event.queued) enqueued.add(event.trial);
    if (enqueued.has(event.trial)) continue;
    knowUpTo(event.seenSeq);
    study.sampler.update(untold, table.pending());
    untold = [];
    const proposed = study.sampler.suggest(1)[0]?.params ?? null;
    const recorded = event.params as P;
    const same = canonicalJson(proposed) === canonicalJson(recorded);
    replayed.push({ number: event.trial, recorded, proposed, same });
  }
  return replayed;
}
