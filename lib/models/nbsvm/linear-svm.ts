import type { Rng } from '../../random/index.ts';
import type { BinaryRows } from './binary-rows.ts';

export interface LinearSvmOptions {
  /** Weight of the training errors against the size of the weights. */
  readonly C: number;
  /** Stops when the projected gradients of a whole pass lie within this range. */
  readonly tolerance: number;
  /** Passes over the data at most. */
  readonly maxIterations: number;
  /** Order of the examples within each pass. */
  readonly rng: Rng;
}

export interface LinearSvm {
  /** [width], for the scaled features. */
  readonly weights: Float64Array;
  readonly bias: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * L2-regularised linear SVM with squared hinge loss: minimises ½(|w|² + b²) + C Σ max(0, 1 − yᵢ(w·xᵢ + b))². The bias is the
 * weight of a constant feature 1 and regularised with the rest, as scikit-learn's `LinearSVC` has it.
 * Dual coordinate descent with shrinking (Hsieh et al. 2008, algorithm 3), the method of liblinear.
 *
 * @param scale value of each feature where it is present: x = scale[column], [width]
 * @param labels 0 or 1 per row
 */
export function trainLinearSvm(
  features: BinaryRows,
  scale: Float64Array,
  labels: ArrayLike<number>,
  options: LinearSvmOptions,
): LinearSvm {
  const { rows, width, starts, columns } = features;
  const { rng, tolerance } = options;
  const diagonal = 1 / (2 * options.C); // of the dual's matrix; it makes the dual strictly convex
  const weights = new Float64Array(width);
  let bias = 0;
  const alpha = new Float64Array(rows);
  const curvature = new Float64Array(rows); // Q_ii + D_ii
  for (let i = 0; i < rows; i++) {
    let norm = 1;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) norm += scale[columns[k]!]! ** 2;
    curvature[i] = norm + diagonal;
  }

  const order = Int32Array.from({ length: rows }, (_, i) => i);
  let active = rows;
  let largestBefore = Infinity;
  let iterations = 0;
  let converged = false;
  while (iterations < options.maxIterations && !converged) {
    iterations++;
    let largest = -Infinity;
    let smallest = Infinity;
    shuffle(order, active, rng);
    for (let s = 0; s < active; s++) {
      const i = order[s]!;
      const y = labels[i] === 1 ? 1 : -1;
      let score = bias;
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const column = columns[k]!;
        score += weights[column]! * scale[column]!;
      }
      const before = alpha[i]!;
      const gradient = y * score - 1 + diagonal * before;
      if (before === 0 && gradient > largestBefore) {
        // Far on the right side of the margin: leave it out until the rest has converged.
        order[s--] = order[--active]!;
        order[active] = i;
        continue;
      }
      const projected = before === 0 ? Math.min(gradient, 0) : gradient;
      largest = Math.max(largest, projected);
      smallest = Math.min(smallest, projected);
      if (Math.abs(projected) < 1e-14) continue;
      const after = Math.max(before - gradient / curvature[i]!, 0);
      alpha[i] = after;
      const change = (after - before) * y;
      bias += change;
      for (let k = starts[i]!; k < starts[i + 1]!; k++) {
        const column = columns[k]!;
        weights[column]! += change * scale[column]!;
      }
    }
    if (largest - smallest <= tolerance) {
      if (active === rows) converged = true;
      active = rows; // once more over everything, to be sure of what was left out
      largestBefore = Infinity;
    } else largestBefore = largest <= 0 ? Infinity : largest;
  }
  return { weights, bias, iterations, converged };
}

/** Shuffles the first `count` entries in place (Fisher-Yates). */
function shuffle(order: Int32Array, count: number, rng: Rng): void {
  for (let i = count - 1; i > 0; i--) {
    const j = rng.int(0, i);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
}
