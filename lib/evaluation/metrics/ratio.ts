/** A share, 0 where there is nothing to share: scikit-learn's `zero_division=0`. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
