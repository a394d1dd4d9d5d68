import type { Params } from '../../params.ts';
import { fronts } from '../../pareto/domination.ts';
import type { Point } from '../../pareto/domination.ts';
import { mostVolume, referencePoint } from '../../pareto/hypervolume.ts';
import type { ObservedTrial } from '../../sampler.ts';
import { pointOf } from '../objective-points.ts';

/**
 * The good trials of a study of several objectives, as in MOTPE (Ozaki et al. 2022): front by front; of the last front those that together
 * dominate most. Within a front those that add most come first. When fewer have finished, the next of `ranked` follow.
 *
 * @param ranked finished trials before pruned and failed ones
 */
export function goodOfSeveral<P extends Params>(
  ranked: readonly ObservedTrial<P>[],
  count: number,
): ObservedTrial<P>[] {
  // By number: the order in which trials ended does not matter.
  const finished = ranked.filter((trial) => pointOf(trial) !== null).sort((a, b) => a.number - b.number);
  const points = finished.map((trial) => pointOf(trial) as Point);
  const good: ObservedTrial<P>[] = [];
  for (const front of fronts(points, count)) {
    const own = front.map((place) => points[place] as Point);
    const chosen = mostVolume(own, count - good.length, referencePoint(own));
    good.push(...chosen.map((i) => finished[front[i] as number] as ObservedTrial<P>));
  }
  return [...good, ...ranked.slice(finished.length, finished.length + count - good.length)];
}
