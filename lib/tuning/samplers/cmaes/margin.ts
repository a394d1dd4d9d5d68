/// <reference path="../../../../types/jstat.d.ts" />
import jstat from 'jstat';
import type { CmaState } from './state.ts';

/** A parameter of few values among those that CMA-ES moves: the places between its cells, in [0, 1], rising. */
export interface DiscreteAxis {
  readonly axis: number;
  readonly limits: Float64Array;
}

/**
 * CMA-ES with margin (Hamano et al. 2022, arXiv 2205.13482): keeps, for every discrete parameter, a least probability of
 * leaving the cell of the mean, by moving the mean and by the stretch `A` of that axis. Without it a distribution that has
 * shrunk into one cell never tries another.
 *
 * @param stretch A, one number per discrete axis; changed in place, like the state's mean
 */
export function keepMargin(
  state: CmaState,
  axes: readonly DiscreteAxis[],
  stretch: Float64Array,
  margin = 1 / (state.mean.length * state.population),
): void {
  axes.forEach(({ axis, limits }, i) => {
    const mean = state.mean[axis] as number;
    const root = Math.sqrt(state.covariance.get(axis, axis));
    const scale = state.sigma * (stretch[i] as number) * root;
    const cell = cellOf(limits, mean);
    const low = limits[Math.max(0, cell - 1)] as number;
    const high = limits[Math.min(limits.length - 1, cell)] as number;
    const below = jstat.normal.cdf((low - mean) / scale, 0, 1);
    const above = 1 - jstat.normal.cdf((high - mean) / scale, 0, 1);
    if (Math.max(below, above) > 0.5) {
      // At an end: the mean comes so near to the only limit that the margin lies beyond it.
      if (Math.min(below, above) < margin)
        state.mean[axis] = high + Math.sign(mean - high) * scale * quantile(1 - margin);
      return;
    }
    const middle = 1 - below - above;
    const share = (tail: number): number => {
      const [b, a] = [Math.max(below, margin / 2), Math.max(above, margin / 2)];
      const own = Math.max(tail, margin / 2);
      const kept = own + ((1 - b - a - middle) * (own - margin / 2)) / (b + middle + a - (3 * margin) / 2);
      return Math.min(0.5 - 1e-10, Math.max(1e-10, kept));
    };
    const [toLow, toHigh] = [quantile(1 - share(below)), quantile(1 - share(above))];
    stretch[i] = (high - low) / ((toLow + toHigh) * state.sigma * root);
    state.mean[axis] = (low * toHigh + high * toLow) / (toLow + toHigh);
  });
}

/** Which cell holds a place; one on a limit belongs to the cell below. */
export function cellOf(limits: Float64Array, place: number): number {
  let cell = 0;
  while (cell < limits.length && (limits[cell] as number) < place) cell++;
  return cell;
}

function quantile(probability: number): number {
  return jstat.normal.inv(probability, 0, 1);
}
