import { probabilityLower } from 'sentilab/tuning';

/** How probable it is that a run of ours ends lower than one of theirs. */
export interface ProbabilityBetter {
  /** Vargha & Delaney’s A12, ties half. */
  readonly estimate: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/**
 * A12 (Vargha & Delaney 2000) with Newcombe’s interval (Statistics in Medicine 25, 2006, method 5): those probabilities that are
 * no further from the estimate than 1.96 of the deviations that they would have themselves (Hanley & McNeil 1982). Unlike
 * a bootstrap or DeLong’s, it has a width when every run of ours is better.
 */
export function probabilityBetter(ours: readonly number[], theirs: readonly number[]): ProbabilityBetter {
  const [m, n] = [ours.length, theirs.length];
  const estimate = probabilityLower(ours, theirs);
  const others = (m + n) / 2 - 1;
  const isInside = (p: number): boolean => {
    const variance = (p * (1 - p) * (1 + (others * (1 - p)) / (2 - p) + (others * p) / (1 + p))) / (m * n);
    return (p - estimate) ** 2 <= Z ** 2 * variance;
  };
  return { estimate, low: border(estimate, 0, isInside), high: border(estimate, 1, isInside) };
}

/** Where between `inside` and `outside` the condition ends, by halving. */
function border(inside: number, outside: number, isInside: (p: number) => boolean): number {
  let [near, far] = [inside, outside];
  for (let i = 0; i < 60; i++) {
    const middle = (near + far) / 2;
    if (isInside(middle)) near = middle;
    else far = middle;
  }
  return near;
}
