import type { Rng } from '../random/index.ts';

/**
 * How many of `total` a share is: rounded down as in EDA (Wei & Zou 2019), but at least one, so that a short text changes
 * too.
 */
export function countOf(share: number, total: number): number {
  return total === 0 ? 0 : Math.min(total, Math.max(1, Math.floor(share * total)));
}

/** `count` of the values, drawn without replacement, in the order drawn. */
export function sample<T>(values: readonly T[], count: number, rng: Rng): T[] {
  const rest = values.slice();
  const drawn: T[] = [];
  while (drawn.length < count && rest.length > 0) {
    const at = rng.int(0, rest.length - 1);
    drawn.push(rest[at] as T);
    rest[at] = rest[rest.length - 1] as T;
    rest.pop();
  }
  return drawn;
}
