import type { Results } from '../tracking/node.ts';
import { parseSpace, replay, type Direction, type Space, type Trial } from '../tuning/index.ts';
import { readJournal } from '../tuning/node.ts';

/** A study as its journal tells it, to be looked at or taken elsewhere: nothing is opened or locked. */
export interface StoredStudy {
  readonly id: string;
  readonly space: Space;
  readonly directions: readonly [Direction];
  /** What its trials report and are judged by. */
  readonly metric: string;
  readonly trials: readonly Trial[];
  /** Lines that the journal has lost, one readable line each. */
  readonly damages: readonly string[];
}

/** The studies of an experiment that have a journal, older ones included, in the order of their names. */
export function storedStudies(results: Results, experiment: string): StoredStudy[] {
  return results.listJournals(experiment).flatMap(({ study: id, file }): StoredStudy[] => {
    const { header, events, damages } = readJournal(file);
    const definition = header?.definition as
      { readonly space?: unknown; readonly objective?: { metric: string; direction: Direction } } | undefined;
    if (definition?.objective === undefined || definition.space === undefined) return [];
    const { metric, direction } = definition.objective;
    const space = spaceOf(definition.space);
    return [{ id, space, directions: [direction], metric, trials: replay(events), damages }];
  });
}

/** The trials kept the constraints when they were proposed: their code is not needed any more. */
function spaceOf(json: unknown): Space {
  const { constraints = [] } = json as { readonly constraints?: readonly string[] };
  return parseSpace(json, Object.fromEntries(constraints.map((rule) => [rule, () => true])));
}
