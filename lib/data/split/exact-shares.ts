import type { Example } from '../types.ts';
import type { PartNumber } from './parts.ts';
import { classCounts } from './units.ts';
import type { Unit } from './units.ts';

/**
 * Gives each part round(share × class size) examples of each class, taking units in the order given; with large units
 * the nearest that whole units can give.
 *
 * @returns the part of each example
 */
export function exactShares(
  examples: readonly Example[],
  ordered: readonly Unit[],
  shares: { readonly validation: number; readonly test: number },
): PartNumber[] {
  const part = new Array<PartNumber>(examples.length).fill(0);
  let rest = ordered;
  for (const [number, share] of [
    [2, shares.test],
    [1, shares.validation],
  ] as const) {
    const taken = take(rest, share, classCounts(examples));
    for (const unit of taken) for (const member of unit.members) part[member] = number;
    rest = rest.filter((unit) => !taken.has(unit));
  }
  return part;
}

/** Units in their order until each class has its share. */
function take(units: readonly Unit[], share: number, [negatives, positives]: readonly [number, number]): Set<Unit> {
  const need: [number, number] = [Math.round(share * negatives), Math.round(share * positives)];
  const taken = new Set<Unit>();
  const add = (unit: Unit): void => {
    taken.add(unit);
    need[0] -= unit.counts[0];
    need[1] -= unit.counts[1];
  };
  for (const unit of units) if (unit.counts[0] <= need[0] && unit.counts[1] <= need[1]) add(unit);
  // What is still missing is smaller than any unit that is left: take one more where that comes nearer to the share.
  const distance = ([a, b]: readonly [number, number]): number => Math.abs(a) + Math.abs(b);
  for (const unit of units)
    if (
      !taken.has(unit) &&
      distance([need[0] - unit.counts[0], need[1] - unit.counts[1]]) < distance(need)
    )
      add(unit);
  return taken;
}
