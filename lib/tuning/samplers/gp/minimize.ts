/** A function's value; its gradient is written into the second argument. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimizeOptions {
  /** Bounds of each variable. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly maxIterations: number;
  /** Ends when no free gradient is larger. */
  readonly tolerance: number;
  /** Ends when an iteration gains no more than this part of the value. Default 1e-10. */
  readonly leastGain?: number;
}

const MEMORY = 8;
const MOST_HALVINGS = 20;
/** Armijo's: a step must bring this part of what the slope promises. */
const SUFFICIENT = 1e-4;

/**
 * L-BFGS (Liu & Nocedal 1989; two-loop recursion) in a box: variables that lie at a bound and want out are held there for the
 * step, the others move along the projected line until the value falls enough.
 */
export function minimize(
  f: Differentiable,
  start: Float64Array,
  { low, high, maxIterations, tolerance, leastGain = 1e-10 }: MinimizeOptions,
): { readonly x: Float64Array; readonly value: number } {
  const n = start.length;
  let x = Float64Array.from(start);
  clamp(x, low, high);
  let gradient = new Float64Array(n);
  let value = f(x, gradient);
  const history: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const free = Array.from({ length: n }, (_, i) => {
      const [g, at] = [gradient[i] as number, x[i] as number];
      return !((at <= (low[i] as number) && g > 0) || (at >= (high[i] as number) && g < 0));
    });
    let steepest = 0;
    for (let i = 0; i < n; i++) if (free[i]) steepest = Math.max(steepest, Math.abs(gradient[i] as number));
    if (!(steepest > tolerance)) break;
    let direction = descent(gradient, history, free);
    let slope = dotOf(direction, gradient);
    if (!(slope < 0)) {
      history.length = 0;
      direction = descent(gradient, history, free);
      slope = dotOf(direction, gradient);
    }
    // Without a memory the gradient's length says nothing of the step's.
    let step = history.length === 0 ? Math.min(1, 0.1 / steepest) : 1;
    const next = new Float64Array(n);
    const nextGradient = new Float64Array(n);
    let nextValue = Infinity;
    let halvings = 0;
    for (; halvings < MOST_HALVINGS; halvings++, step *= 0.5) {
      for (let i = 0; i < n; i++) next[i] = (x[i] as number) + step * (direction[i] as number);
      clamp(next, low, high);
      nextValue = f(next, nextGradient);
      let promised = 0;
      for (let i = 0; i < n; i++)
        promised += (gradient[i] as number) * ((next[i] as number) - (x[i] as number));
      if (nextValue <= value + SUFFICIENT * Math.min(promised, 0)) break;
    }
    if (halvings === MOST_HALVINGS) {
      if (history.length === 0) break;
      history.length = 0; // a bad memory: once more along the gradient
      continue;
    }
    const s = next.map((to, i) => to - (x[i] as number));
    const y = nextGradient.map((to, i) => to - (gradient[i] as number));
    const curvature = dotOf(s, y);
    if (curvature > 1e-12 * dotOf(y, y)) {
      history.push({ s, y, rho: 1 / curvature });
      if (history.length > MEMORY) history.shift();
    }
    const gain = value - nextValue;
    [x, gradient, value] = [next, nextGradient, nextValue];
    if (gain <= leastGain * Math.max(1, Math.abs(value))) break;
  }
  return { x, value };
}

/** Minus the inverse Hessian's estimate times the gradient, over the free variables. */
function descent(
  gradient: Float64Array,
  history: readonly { readonly s: Float64Array; readonly y: Float64Array; readonly rho: number }[],
  free: readonly boolean[],
): Float64Array {
  const q = gradient.map((g, i) => (free[i] ? g : 0));
  const alphas: number[] = [];
  for (let h = history.length - 1; h >= 0; h--) {
    const { s, y, rho } = history[h] as (typeof history)[number];
    const alpha = rho * dotOf(s, q);
    alphas[h] = alpha;
    for (let i = 0; i < q.length; i++) (q[i] as number) -= alpha * (y[i] as number);
  }
  const last = history.at(-1);
  const scale = last ? 1 / (last.rho * dotOf(last.y, last.y)) : 1;
  for (let i = 0; i < q.length; i++) (q[i] as number) *= scale;
  history.forEach(({ s, y, rho }, h) => {
    const beta = rho * dotOf(y, q);
    for (let i = 0; i < q.length; i++) (q[i] as number) += (s[i] as number) * ((alphas[h] as number) - beta);
  });
  return q.map((value, i) => (free[i] ? -value : 0));
}

function clamp(x: Float64Array, low: Float64Array, high: Float64Array): void {
  for (let i = 0; i < x.length; i++)
    x[i] = Math.min(high[i] as number, Math.max(low[i] as number, x[i] as number));
}

function dotOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
