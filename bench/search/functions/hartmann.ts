const HARTMANN_ALPHA = [1, 1.2, 3, 3.2];
const HARTMANN_A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const HARTMANN_P = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];

export const HARTMANN_MINIMUM = -3.322368011415515;

/** Hartmann’s function of six numbers in [0, 1]. */
export function hartmann(x: readonly number[]): number {
  return -HARTMANN_ALPHA.reduce((sum, alpha, i) => {
    const distance = x.reduce(
      (total, value, j) => total + (HARTMANN_A[i]?.[j] ?? 0) * (value - (HARTMANN_P[i]?.[j] ?? 0)) ** 2,
      0,
    );
    return sum + alpha * Math.exp(-distance);
  }, 0);
}
