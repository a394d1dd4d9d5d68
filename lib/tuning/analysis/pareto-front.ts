import type { Direction } from '../objectives.ts';
import { fronts } from '../pareto/domination.ts';

/**
 * Places of the points that no other one dominates: nowhere worse and somewhere better. In the order of the points; points with a
 * value that is no number never belong to it.
 *
 * @param points by point a value per objective
 */
export function paretoFront(
  points: readonly (readonly number[])[],
  directions: readonly Direction[],
): number[] {
  const whole = points.flatMap((values, place) => (values.every(Number.isFinite) ? [place] : []));
  const minimised = whole.map((place) =>
    (points[place] as readonly number[]).map((value, i) => (directions[i] === 'maximize' ? -value : value)),
  );
  const [first = []] = fronts(minimised, 1);
  return first.map((i) => whole[i] as number);
}
