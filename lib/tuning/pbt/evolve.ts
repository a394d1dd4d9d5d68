import { UserError } from '../../errors/index.ts';
import type { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';
import { explore } from './explore.ts';
import type { ExploreOptions } from './explore.ts';

/** One member of a population after a round of training. */
export interface PopulationMember<P extends Params = Params> {
  readonly params: P;
  /** To be minimised; null where the training failed or diverged, which is worse than any value. */
  readonly value: number | null;
  /** Names what its training can go on from, as the trainer gave it: a path, a key; null before there is one. */
  readonly checkpoint: string | null;
}

/** What a member does next. */
export interface PopulationMove<P extends Params = Params> {
  readonly params: P;
  readonly checkpoint: string | null;
  /** The member whose checkpoint and parameters it takes over; null when it goes on with its own. */
  readonly copiedFrom: number | null;
  /** In words. */
  readonly reason: string;
}

export interface EvolveOptions extends ExploreOptions {
  /** This share of the members, the worst, copies one of the same share of the best; one at least. Default 0.25. */
  readonly truncation?: number;
}

/**
 * One step of population based training (Jaderberg et al. 2017) by truncation: the worst members copy parameters and
 * checkpoint of a good one drawn at random ("exploit") and change the parameters ("explore");
 * so do those whose training failed. The others go on.
 *
 * @returns a move for each member, in their order
 * @throws UserError for fewer than two members, or a share above one half
 */
export function evolve<P extends Params>(
  space: Space<P>,
  members: readonly PopulationMember<P>[],
  rng: Rng,
  options: EvolveOptions = {},
): PopulationMove<P>[] {
  const { truncation = 0.25 } = options;
  if (members.length < 2 || !(truncation > 0 && truncation <= 0.5))
    throw new UserError('A population has two members at least, of which the worst half at most copies.', {
      field: 'population',
      value: { members: members.length, truncation },
      fix: 'Use for example 10 members and a truncation of 0.25.',
    });
  const count = Math.max(1, Math.floor(members.length * truncation));
  const rank = (place: number): number => members[place]?.value ?? Infinity;
  const order = [...members.keys()].sort((a, b) => (rank(a) === rank(b) ? a - b : rank(a) - rank(b)));
  const good = order.slice(0, count).filter((place) => rank(place) < Infinity);
  const bad = new Set([...order.slice(-count), ...order.filter((place) => rank(place) === Infinity)]);
  return members.map(({ params, checkpoint, value }, place): PopulationMove<P> => {
    // One number each, whoever copies: a member's draw does not depend on the others' fates.
    const pick = rng.float();
    const own = rng.split(`member-${place}`);
    const from = good[Math.floor(pick * good.length)];
    if (!bad.has(place) || from === undefined || from === place || rank(from) === rank(place))
      return { params, checkpoint, copiedFrom: null, reason: 'It goes on with its own parameters.' };
    const model = members[from] as PopulationMember<P>;
    return {
      params: explore(space, model.params, own, options),
      checkpoint: model.checkpoint,
      copiedFrom: from,
      reason:
        value === null
          ? `Its training failed: it goes on from member ${from}.`
          : `It is among the worst ${count}: it goes on from member ${from}.`,
    };
  });
}
