import type { z } from 'zod';
import type { cosineRestartsSchema } from './config.ts';

/**
 * Factor of the learning rate after so many epochs.
 *
 * @param epoch epochs done, with the fraction of the current one
 */
export function cosineRestarts(
  { epochs, multiply, floor }: Readonly<z.output<typeof cosineRestartsSchema>>,
  epoch: number,
): number {
  let [length, since] = [epochs, epoch];
  if (multiply === 1) since = epoch % epochs;
  else
    while (since >= length) {
      since -= length;
      length *= multiply;
    }
  return floor + ((1 - floor) / 2) * (1 + Math.cos((Math.PI * since) / length));
}
