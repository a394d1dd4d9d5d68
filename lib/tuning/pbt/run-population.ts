import { UserError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import { Slots } from '../executors/slots.ts';
import type { Direction } from '../objectives.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';
import { evolve } from './evolve.ts';
import type { EvolveOptions, PopulationMember, PopulationMove } from './evolve.ts';

/** Trains a member for one round. */
export interface PopulationTrainer<P extends Params = Params> {
  /**
   * Goes on from a checkpoint (null: from the beginning) with these parameters.
   *
   * @returns the objective, and a checkpoint to go on from. Checkpoints that members still name must be kept.
   */
  (
    params: P,
    run: { readonly member: number; readonly round: number; readonly checkpoint: string | null },
  ): Promise<{ readonly value: number; readonly checkpoint: string }>;
}

/** A population between two rounds: plain JSON, enough to go on in another process. */
export interface PopulationState<P extends Params = Params> {
  /** Rounds that are done. */
  readonly round: number;
  /** After the last round, values as the objective gave them. */
  readonly members: readonly (PopulationMember<P> & { readonly error: string | null })[];
  /** What each member does in the next round. */
  readonly moves: readonly PopulationMove<P>[];
  /** The best value that any member ever had, with what it takes to have it again. */
  readonly best: { readonly params: P; readonly value: number; readonly checkpoint: string } | null;
}

export interface PopulationOptions<P extends Params = Params> extends EvolveOptions {
  readonly space: Space<P>;
  readonly train: PopulationTrainer<P>;
  readonly direction: Direction;
  readonly seed: number;
  readonly members: number;
  readonly rounds: number;
  /** Members trained at the same time. Default 1. */
  readonly jobs?: number;
  /** Parameters of the first members; the others are drawn. */
  readonly start?: readonly P[];
  /** Goes on from here instead of beginning. */
  readonly state?: PopulationState<P>;
  /** Called after every round, before the next begins: keep the state. */
  readonly onRound?: (state: PopulationState<P>) => Promise<void> | void;
}

/**
 * Population based training: all members train a round, then the worst take over checkpoint and parameters of good ones and
 * change the parameters a little, round by round. A member whose training throws has no value, and copies a good one. A
 * function of space, seed and what the trainer returns: however many jobs, and after going on from a state, the same moves.
 */
export async function runPopulation<P extends Params>(
  options: PopulationOptions<P>,
): Promise<PopulationState<P>> {
  const { space, train, direction, seed, rounds, jobs = 1, onRound } = options;
  const sign = direction === 'maximize' ? -1 : 1;
  const slots = new Slots(jobs);
  let state = options.state ?? begin(options);
  while (state.round < rounds) {
    const { round, moves } = state;
    const members = await Promise.all(
      moves.map(async ({ params, checkpoint }, member) => {
        const release = await slots.take();
        try {
          const run = await train(params, { member, round, checkpoint });
          const value = Number.isFinite(run.value) ? run.value : null;
          return { params, value, checkpoint: run.checkpoint, error: null };
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          return { params, value: null, checkpoint, error: message };
        } finally {
          release();
        }
      }),
    );
    let { best } = state;
    for (const { params, value, checkpoint } of members)
      if (value !== null && checkpoint !== null && (best === null || sign * value < sign * best.value))
        best = { params, value, checkpoint };
    const ranked = members.map((member) => ({ ...member, value: member.value && sign * member.value }));
    const rng = new Rng(seed).split(`pbt-round-${round}`);
    state = { round: round + 1, members, moves: evolve(space, ranked, rng, options), best };
    await onRound?.(state);
  }
  return state;
}

function begin<P extends Params>({
  space,
  seed,
  members,
  start = [],
}: PopulationOptions<P>): PopulationState<P> {
  if (!Number.isInteger(members) || members < Math.max(2, start.length))
    throw new UserError('A population has two members at least, and one for each start.', {
      field: 'members',
      value: members,
      fix: 'Use for example 10.',
    });
  const target: Space<P> = space;
  const rng = new Rng(seed).split('pbt-start');
  const moves = Array.from({ length: members }, (_, member): PopulationMove<P> => {
    const given = start[member];
    if (given !== undefined) target.assertContains(given, `start[${member}]`);
    const params = given ?? target.sample(rng.split(`member-${member}`));
    return { params, checkpoint: null, copiedFrom: null, reason: 'It begins.' };
  });
  return { round: 0, members: [], moves, best: null };
}
