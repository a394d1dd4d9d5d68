/**
 * Least squares line through points: y ≈ intercept + slope · x. Slope and intercept 0 below two different x.
 *
 * @param xs
 * @param ys as many
 */
export function fitLine(
  xs: readonly number[],
  ys: readonly number[],
): { readonly slope: number; readonly intercept: number } {
  const n = xs.length;
  const meanX = xs.reduce((sum, x) => sum + x, 0) / n;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / n;
  let [xx, xy] = [0, 0];
  xs.forEach((x, i) => {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * ((ys[i] ?? NaN) - meanY);
  });
  if (!(xx > 0)) return { slope: 0, intercept: n === 0 ? 0 : meanY };
  return { slope: xy / xx, intercept: meanY - (xy / xx) * meanX };
}

/** Whole numbers from 1 to `last` at about equal ratios, both ends included, each once. */
export function logSpaced(last: number, perDecade = 12): number[] {
  const numbers: number[] = [];
  if (last < 1) return numbers;
  for (let step = 0; ; step++) {
    const value = Math.round(10 ** (step / perDecade));
    if (value >= last) break;
    if (value !== numbers[numbers.length - 1]) numbers.push(value);
  }
  numbers.push(last);
  return numbers;
}
