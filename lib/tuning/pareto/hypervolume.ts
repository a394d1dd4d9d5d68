import { compareInOrder, dominates } from './domination.ts';
import type { Point } from './domination.ts';

/**
 * The volume that the points dominate, up to a reference point behind them (Zitzler & Thiele 1998); points that are not before it
 * count nothing. Two objectives cost a sort; more are sliced along the last one (WFG; While et al. 2012), which is exponential in their
 * number.
 */
export function hypervolume(points: readonly Point[], reference: Point): number {
  const inside = points.filter((point) => point.every((value, i) => value < (reference[i] as number)));
  return volume(frontOf(inside), reference);
}

/** A point behind all of these, so that the outer ones have a volume too (Optuna's rule: a tenth further out). */
export function referencePoint(points: readonly Point[]): number[] {
  const [first = []] = points;
  return first.map((_, i) => {
    const worst = Math.max(...points.map((point) => point[i] as number));
    return Math.max(1.1 * worst, 0.9 * worst) || 1e-12;
  });
}

/**
 * Which points together dominate most, chosen one by one by what each adds (Guerreiro et al. 2016); the first is the one that dominates
 * most alone. Of equal points one adds something.
 *
 * @param points of one front
 * @returns places of the points in the order of the choice
 */
export function mostVolume(points: readonly Point[], count: number, reference: Point): number[] {
  const gains = points.map((point) => box(point, reference));
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, points.length)) {
    const best = gains.reduce((top, gain, i) => (gain > (gains[top] as number) ? i : top), 0);
    chosen.push(best);
    gains[best] = -1; // below what a point can add: it is not chosen twice
    const taken = chosen.map((place) => points[place] as Point);
    gains.forEach((gain, i) => {
      if (gain >= 0)
        gains[i] = box(points[i] as Point, reference) - shared(points[i] as Point, taken, reference);
    });
  }
  return chosen;
}

/** What a point dominates that others dominate already. */
function shared(point: Point, others: readonly Point[], reference: Point): number {
  return hypervolume(
    others.map((other) => other.map((value, i) => Math.max(value, point[i] as number))),
    reference,
  );
}

function box(point: Point, reference: Point): number {
  return point.reduce((product, value, i) => product * Math.max(0, (reference[i] as number) - value), 1);
}

/** Without dominated and repeated points, by the first objective. */
function frontOf(points: readonly Point[]): Point[] {
  const front: Point[] = [];
  for (const point of [...points].sort(compareInOrder))
    if (!front.some((other) => dominates(other, point) || compareInOrder(other, point) === 0))
      front.push(point);
  return front;
}

/** Of a front, in the order of the first objective. */
function volume(front: readonly Point[], reference: Point): number {
  const dimensions = reference.length;
  if (front.length === 0) return 0;
  if (dimensions === 1) return box(front[0] as Point, reference);
  if (dimensions === 2) {
    let [sum, height] = [0, reference[1] as number];
    for (const [x, y] of front as readonly (readonly [number, number])[]) {
      sum += ((reference[0] as number) - x) * (height - y);
      height = y;
    }
    return sum;
  }
  // What each adds to those behind it.
  return front.reduce(
    (sum, point, i) => sum + box(point, reference) - shared(point, front.slice(i + 1), reference),
    0,
  );
}
