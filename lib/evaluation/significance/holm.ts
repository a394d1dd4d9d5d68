import { UserError } from '../../errors/index.ts';

/**
 * p values corrected for their number by Holm's step-down method (1979): the chance that any of them is below the limit
 * by luck stays below the limit. In the order given.
 */
export function holm(pValues: readonly number[]): number[] {
  pValues.forEach((p, i) => {
    if (!(p >= 0 && p <= 1))
      throw new UserError('A p value is a number from 0 to 1.', { field: `pValues[${i}]`, value: p });
  });
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const corrected = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((index, place) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * (pValues[index] ?? 1)));
    corrected[index] = largest;
  });
  return corrected;
}
