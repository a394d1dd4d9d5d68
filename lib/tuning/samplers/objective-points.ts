import type { ObservedTrial } from '../sampler.ts';
import type { Point } from '../pareto/domination.ts';
import type { Params } from '../params.ts';

/** The objectives of a finished trial, each to be minimised; null for one without all of them. */
export function pointOf<P extends Params>({ state, value, values }: ObservedTrial<P>): Point | null {
  if (state !== 'finished' || value === null) return null;
  return values ?? [value];
}
