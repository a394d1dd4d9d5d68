import { Study, replay } from '../tuning/index.ts';
import type { Params, Trial } from '../tuning/index.ts';
import { readJournal } from '../tuning/node.ts';
import fs from 'node:fs';
import type { ExperimentDefinition } from './definition.ts';
import { resolveEffects, type SweepEffects } from './effects.ts';
import { foundAgain } from './run-study.ts';
import { sweepGround, type SweepGround } from './sweep-ground.ts';
import { searchOf, type PlannedStudy } from './open-studies.ts';
import { partsOf } from './trial-parts.ts';

/** What a sweep would do for one sampler. */
export interface StudyPlan {
  readonly id: string;
  readonly sampler: string;
  readonly state: 'new' | 'goes on';
  /** Trials that have their result. */
  readonly done: number;
  /** Trials that would be trained. */
  readonly toRun: number;
  /** Trials whose result would be found again. */
  readonly foundAgain: number;
  /** false: the sampler looks at results that are not there yet, so more or fewer of its trials may be found again. */
  readonly exact: boolean;
}

/** What a sweep would do, and why. */
export interface SweepPlan {
  readonly experiment: string;
  /** What differs since the last sweep, one line each; empty: nothing that matters. */
  readonly changes: readonly string[];
  readonly studies: readonly StudyPlan[];
}

/**
 * What the sweep would train and what it would find again, without running, locking or writing anything.
 *
 * @throws UserError for a bad definition or data that are not there
 */
export async function planSweep<P extends Params>(
  definition: ExperimentDefinition<P>,
  effects: SweepEffects = {},
): Promise<SweepPlan> {
  const world = resolveEffects(effects);
  const ground = await sweepGround(definition, world);
  return {
    experiment: definition.name,
    changes: ground.change?.what ?? [],
    studies: ground.planned.map((planned) =>
      planStudy(
        definition,
        planned,
        ground,
        world.results.paths(definition.name).journalFile(planned.facts.id),
      ),
    ),
  };
}

/** Goes through the search in memory: trials without a result stay under way. */
function planStudy<P extends Params>(
  definition: ExperimentDefinition<P>,
  { facts, sampler }: PlannedStudy,
  { earlier }: SweepGround,
  journal: string,
): StudyPlan {
  const known = fs.existsSync(journal) ? replay<P>(readJournal(journal).events) : [];
  const study = new Study<P>({ id: facts.id, ...searchOf(definition, sampler) });
  let [done, toRun, found, exact] = [0, 0, 0, true];
  for (const trial of known) {
    const number = study.enqueue(trial.params);
    study.ask();
    if (settle(study, number, trial)) done++;
    else toRun++;
  }
  for (let asked = study.ask(definition.trials); asked !== null; asked = study.ask(definition.trials)) {
    if (asked.proposedBy === 'model' && toRun > 0) exact = false;
    const { number, params } = asked;
    const runs = partNumbers(definition).map(
      (part) => foundAgain(definition, facts, { number, params }, earlier, part).found,
    );
    const there = runs.filter((record): record is NonNullable<typeof record> => record !== null);
    if (there.length < runs.length) {
      toRun++;
      continue;
    }
    found++;
    for (const record of there) earlier.serve(facts.id, record);
    const values = there.map((record) => record.objective.value ?? NaN);
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    const state = there.some(({ outcome }) => outcome.kind === 'pruned') ? 'pruned' : 'finished';
    study.tell(number, { state, value: Number.isFinite(value) ? value : null });
  }
  const state = known.length === 0 ? 'new' : 'goes on';
  return { id: facts.id, sampler: facts.sampler, state, done, toRun, foundAgain: found, exact };
}

/** Parts of a trial; 0 alone: it is one training. */
function partNumbers(definition: Pick<ExperimentDefinition, 'folds' | 'seeds'>): number[] {
  const parts = partsOf(definition);
  return parts === null ? [0] : Array.from({ length: parts.count }, (_, i) => i + 1);
}

/** Gives a trial the result that it has in the journal; false when it has none. */
function settle<P extends Params>(study: Study<P>, number: number, trial: Trial<P>): boolean {
  const { state, value, error } = trial;
  if (state === 'failed') study.fail(number, new Error(error?.message ?? 'failed'));
  else if (state === 'finished' || state === 'pruned') study.tell(number, { state, value });
  else return false;
  return true;
}
