import type { z } from 'zod';
import type { oneCycleSchema } from './config.ts';

/**
 * Factor of the learning rate at a step, as PyTorch's OneCycleLR counts: the top is reached at step rise × total − 1, the
 * bottom at the last step. The momentum is not cycled.
 */
export function oneCycle(
  { rise, anneal, divide, finalDivide }: Readonly<z.output<typeof oneCycleSchema>>,
  step: number,
  totalSteps: number,
): number {
  const top = rise * totalSteps - 1;
  const [first, last] = [1 / divide, 1 / (divide * finalDivide)];
  const slope = (from: number, to: number, done: number): number =>
    anneal === 'linear' ? from + (to - from) * done : to + ((from - to) / 2) * (1 + Math.cos(Math.PI * done));
  if (step <= top) return slope(first, 1, top === 0 ? 1 : step / top);
  return slope(1, last, Math.min(1, (step - top) / (totalSteps - 1 - top)));
}
