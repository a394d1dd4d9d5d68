import type { Point } from './domination.ts';

/**
 * How far the neighbours of each point of a front lie apart, summed over the objectives in units of the front's extent (Deb et al. 2002).
 * The ends of each objective have an infinite distance; an objective in which all are equal counts nothing.
 */
export function crowdingDistances(points: readonly Point[]): number[] {
  const distances = points.map(() => 0);
  const objectives = points[0]?.length ?? 0;
  const order = points.map((_, place) => place);
  for (let objective = 0; objective < objectives; objective++) {
    const value = (place: number): number => (points[place] as Point)[objective] as number;
    order.sort((a, b) => value(a) - value(b)); // equal ones stay in the order of the objective before
    const [low, high] = [value(order[0] as number), value(order.at(-1) as number)];
    if (low === high) continue;
    order.forEach((place, i) => {
      const [before, after] = [order[i - 1], order[i + 1]];
      (distances[place] as number) +=
        before === undefined || after === undefined
          ? Infinity
          : (value(after) - value(before)) / (high - low);
    });
  }
  return distances;
}
