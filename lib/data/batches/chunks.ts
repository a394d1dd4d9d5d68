import { UserError } from '../../errors/index.ts';

/** Items in their order, `size` at a time; the last time what is left. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** @throws UserError when a batch would have no row */
export function checkBatchSize(batchSize: number): void {
  if (!Number.isSafeInteger(batchSize) || batchSize < 1)
    throw new UserError('A batch has at least one row.', {
      field: 'batchSize',
      value: batchSize,
      fix: 'Use for example 32.',
    });
}
