import type { z } from 'zod';
import type { plateauSchema } from './config.ts';

/**
 * Factor of the learning rate after some epochs. A function of their losses alone, so that a training that goes on later
 * needs no other memory of it.
 *
 * @param losses validation losses of the finished epochs
 */
export function plateau(
  { factor, patience, threshold, cooldown, floor }: Readonly<z.output<typeof plateauSchema>>,
  losses: readonly number[],
): number {
  let [rate, best, bad, cooling] = [1, Infinity, 0, 0];
  for (const loss of losses) {
    if (loss < best * (1 - threshold)) {
      best = loss;
      bad = 0;
    } else bad++;
    if (cooling > 0) {
      cooling--;
      bad = 0;
    }
    if (bad <= patience) continue;
    rate = Math.max(rate * factor, floor);
    cooling = cooldown;
    bad = 0;
  }
  return rate;
}
