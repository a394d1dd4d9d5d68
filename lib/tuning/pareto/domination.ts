/** One trial's objectives, each to be minimised. */
export type Point = readonly number[];

/** Nowhere worse and somewhere better. */
export function dominates(a: Point, b: Point): boolean {
  let better = false;
  for (let i = 0; i < a.length; i++) {
    if ((a[i] as number) > (b[i] as number)) return false;
    if ((a[i] as number) < (b[i] as number)) better = true;
  }
  return better;
}

/** By the first objective, then the next: a point can only be dominated by one before it. */
export function compareInOrder(a: Point, b: Point): number {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i === -1 ? 0 : (a[i] as number) - (b[i] as number);
}

/**
 * Places of the points front by front (Deb et al. 2002): the first front is dominated by nobody, the next one by the first alone,
 * and so on. Equal points share a front; within one they are in the order of the points.
 *
 * @param atLeast fronts are peeled off until they hold so many points. Default: all
 */
export function fronts(points: readonly Point[], atLeast = points.length): number[][] {
  let left = points.map((_, place) => place);
  left.sort((a, b) => compareInOrder(points[a] as Point, points[b] as Point) || a - b);
  const found: number[][] = [];
  for (let taken = 0; left.length > 0 && taken < atLeast;) {
    const front: number[] = [];
    const others: number[] = [];
    for (const place of left) {
      const isDominated = front.some((other) => dominates(points[other] as Point, points[place] as Point));
      (isDominated ? others : front).push(place);
    }
    found.push(front.sort((a, b) => a - b));
    taken += front.length;
    left = others;
  }
  return found;
}
