import { UserError } from '../../errors/index.ts';

/** Turns a decision value into a probability: 1 / (1 + exp(−(slope·decision + offset))). */
export interface Sigmoid {
  readonly slope: number;
  readonly offset: number;
}

/** Probability of the positive class. Never NaN for a finite decision, 0 and 1 only where a double cannot tell. */
export function applySigmoid({ slope, offset }: Sigmoid, decision: number): number {
  const z = slope * decision + offset;
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/**
 * Platt's calibration (1999) by Newton's method with backtracking, as Lin, Lin & Weng (2007) set it right: a logistic
 * regression of the labels on the decision, with Platt's smoothed targets so that a perfect separation stays finite.
 *
 * @param decisions of examples the classifier was not trained on; its own training decisions would flatter it
 * @param labels 0 or 1, both must occur
 */
export function fitSigmoid(decisions: ArrayLike<number>, labels: ArrayLike<number>): Sigmoid {
  const n = decisions.length;
  let positives = 0;
  for (let i = 0; i < n; i++) positives += labels[i] === 1 ? 1 : 0;
  if (labels.length !== n || positives === 0 || positives === n)
    throw new UserError('Calibration needs one label per decision and examples of both classes.', {
      field: 'labels',
      value: { decisions: n, labels: labels.length, positives },
    });
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (n - positives + 2);
  const target = (i: number): number => (labels[i] === 1 ? high : low);
  const loss = ({ slope, offset }: Sigmoid): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = slope * (decisions[i] ?? NaN) + offset;
      sum += Math.max(z, 0) - target(i) * z + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return sum;
  };

  let current: Sigmoid = { slope: 0, offset: Math.log((positives + 1) / (n - positives + 1)) };
  let currentLoss = loss(current);
  for (let iteration = 0; iteration < 100; iteration++) {
    // Gradient and Hessian; the small ridge keeps the step finite when all decisions are equal.
    let [g1, g2, h11, h12, h22] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < n; i++) {
      const decision = decisions[i] ?? NaN;
      const p = applySigmoid(current, decision);
      const weight = p * (1 - p);
      g1 += (p - target(i)) * decision;
      g2 += p - target(i);
      h11 += weight * decision * decision;
      h12 += weight * decision;
      h22 += weight;
    }
    if (Math.abs(g1) < 1e-10 * n && Math.abs(g2) < 1e-10 * n) break;
    const determinant = h11 * h22 - h12 * h12;
    const d1 = -(h22 * g1 - h12 * g2) / determinant;
    const d2 = -(h11 * g2 - h12 * g1) / determinant;
    let step = 1;
    for (; step > 1e-10; step /= 2) {
      const next = { slope: current.slope + step * d1, offset: current.offset + step * d2 };
      const nextLoss = loss(next);
      if (nextLoss <= currentLoss + 1e-4 * step * (g1 * d1 + g2 * d2)) {
        current = next;
        currentLoss = nextLoss;
        break;
      }
    }
    if (step <= 1e-10) break; // no further descent in double precision
  }
  return current;
}
