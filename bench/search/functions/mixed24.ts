import { categorical, float, int, space } from 'sentilab/tuning';
import type { Params } from 'sentilab/tuning';

const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7];
const CHOICES = ['a', 'b', 'c', 'd'];

/** Eight real parameters, eight whole numbers, eight categories. */
export const mixed24 = space(
  Object.fromEntries(
    EIGHT.flatMap((i) => [
      [`x${i}`, float(0, 1)],
      [`n${i}`, int(0, 9)],
      [`c${i}`, categorical(CHOICES)],
    ]),
  ),
);

/** Parameters of a high number matter less; x0 and x1 depend on one another. Its minimum is 0. */
export function mixed24Loss(params: Params): number {
  const place = (i: number): number => Number(params[`x${i}`]) - 0.1 * (i + 1);
  const sum = EIGHT.reduce((total, i) => {
    const whole = (Number(params[`n${i}`]) - ((3 * i) % 10)) / 9;
    const wrong = params[`c${i}`] === CHOICES[i % 4] ? 0 : 0.5;
    return total + (4 * place(i) ** 2 + 4 * whole ** 2 + wrong) / (1 + i);
  }, 0);
  return sum + 4 * (place(0) - place(1)) ** 2;
}
