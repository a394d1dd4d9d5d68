/** Matérn 5/2 of a squared scaled distance: k(r²) = (1 + √5 r + 5/3 r²) exp(−√5 r). Its slope, −5/6 (1 + √5 r) exp(−√5 r), is finite at 0. */
export function matern(r2: number): number {
  const s = Math.sqrt(5 * r2);
  return (1 + s + (s * s) / 3) * Math.exp(-s);
}

/** How a number of a row differs from another's. */
export type Feature = 'number' | 'category';

/** Rows, one after the other, each with as many numbers as there are features. */
export interface Rows {
  readonly features: readonly Feature[];
  readonly count: number;
  readonly values: Float64Array;
}

/** Squared differences of two rows, feature by feature: of numbers the square, of categories 0 or 1. */
export function differences(
  { features, values }: Rows,
  a: number,
  b: number,
  into: Float64Array,
  at: number,
): void {
  const d = features.length;
  for (let k = 0; k < d; k++) {
    const difference = (values[a * d + k] as number) - (values[b * d + k] as number);
    into[at + k] = features[k] === 'category' ? (difference === 0 ? 0 : 1) : difference * difference;
  }
}
