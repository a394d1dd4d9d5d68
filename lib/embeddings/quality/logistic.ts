import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { UserError } from '../../errors/index.ts';

/** A linear model of the probability of class 1. */
export interface LogisticModel {
  readonly weights: Float64Array;
  readonly bias: number;
  /** Newton steps taken. */
  readonly iterations: number;
}

/**
 * Logistic regression with an L2 penalty: minimises ½|w|² + C Σ log(1 + exp(−y(w·x + b))), the bias unpenalised, as
 * scikit-learn's `LogisticRegression` does. Newton's method with halved steps, so the answer is exact and the same everywhere.
 *
 * @param features row-major [rows, width]
 * @param labels 0 or 1 per row; both must occur
 * @param C weight of the errors against the size of the weights; default 1
 */
export function fitLogistic(
  features: Float64Array,
  labels: ArrayLike<number>,
  { C = 1, tolerance = 1e-8 }: { readonly C?: number; readonly tolerance?: number } = {},
): LogisticModel {
  const rows = labels.length;
  const width = features.length / rows;
  const positives = Array.from(labels).filter((label) => label === 1).length;
  if (!Number.isInteger(width) || positives === 0 || positives === rows)
    throw new UserError('A classifier needs one label per row and examples of both classes.', {
      field: 'labels',
      value: { rows, positives, numbers: features.length },
    });
  const size = width + 1; // the bias is the last weight
  let solution = new Float64Array(size);
  let loss = lossOf(features, labels, solution, C);
  let iterations = 0;
  while (iterations < 100) {
    iterations++;
    const { gradient, hessian } = derivatives(features, labels, solution, C);
    const step = new CholeskyDecomposition(hessian).solve(Matrix.columnVector(gradient)).to1DArray();
    let improved = false;
    for (let share = 1; share > 1e-6 && !improved; share /= 2) {
      const next = solution.map((value, i) => value - share * step[i]!);
      const nextLoss = lossOf(features, labels, next, C);
      if (nextLoss > loss) continue;
      improved = loss - nextLoss > tolerance * Math.max(1, loss);
      solution = next;
      loss = nextLoss;
      break;
    }
    if (!improved) break;
  }
  return { weights: solution.slice(0, width), bias: solution[width]!, iterations };
}

/** w·x + b of every row: above 0 is class 1. */
export function logisticDecisions(model: LogisticModel, features: Float64Array): Float64Array {
  const width = model.weights.length;
  return Float64Array.from({ length: features.length / width }, (_, row) => {
    let sum = model.bias;
    for (let d = 0; d < width; d++) sum += model.weights[d]! * features[row * width + d]!;
    return sum;
  });
}

function decision(features: Float64Array, row: number, solution: Float64Array): number {
  const width = solution.length - 1;
  let sum = solution[width]!;
  for (let d = 0; d < width; d++) sum += solution[d]! * features[row * width + d]!;
  return sum;
}

function lossOf(
  features: Float64Array,
  labels: ArrayLike<number>,
  solution: Float64Array,
  C: number,
): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const margin = (labels[row] === 1 ? 1 : -1) * decision(features, row, solution);
    sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  let squares = 0;
  for (let d = 0; d < solution.length - 1; d++) squares += solution[d]! ** 2;
  return C * sum + squares / 2;
}

function derivatives(
  features: Float64Array,
  labels: ArrayLike<number>,
  solution: Float64Array,
  C: number,
): { readonly gradient: number[]; readonly hessian: Matrix } {
  const size = solution.length;
  const width = size - 1;
  const gradient = Array.from(solution, (value, d) => (d < width ? value : 0));
  const upper = new Float64Array(size * size);
  const x = new Float64Array(size).fill(1);
  for (let row = 0; row < labels.length; row++) {
    for (let d = 0; d < width; d++) x[d] = features[row * width + d]!;
    const p = 1 / (1 + Math.exp(-decision(features, row, solution)));
    const error = C * (p - (labels[row] === 1 ? 1 : 0));
    const curvature = C * p * (1 - p);
    for (let i = 0; i < size; i++) {
      gradient[i]! += error * x[i]!;
      const scaled = curvature * x[i]!;
      for (let j = i; j < size; j++) upper[i * size + j]! += scaled * x[j]!;
    }
  }
  const hessian = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      // The bias has no penalty; a speck keeps the matrix invertible where all rows are certain.
      const value = upper[i * size + j]! + (i === j ? (i < width ? 1 : 1e-9) : 0);
      hessian.set(i, j, value);
      hessian.set(j, i, value);
    }
  return { gradient, hessian };
}
