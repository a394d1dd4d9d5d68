import { meanRanks } from './rank-tests.ts';

/** Where each value stands among all: 0 the lowest, 1 the highest, equal ones share the mean of their places; 0.5 for a single one. */
export function rankShares(values: readonly number[]): number[] {
  if (values.length < 2) return values.map(() => 0.5);
  return meanRanks(values).map((rank) => (rank - 1) / (values.length - 1));
}
