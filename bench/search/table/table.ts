import path from 'node:path';
import { readJson } from '../../../lib/files/node.ts';
import { placeOf, type Cell } from './grid.ts';

/** Learning curves of every combination of the grid, in its order. */
export interface Table {
  readonly epochs: number;
  /** Validation loss after each epoch, in nats. */
  readonly loss: readonly (readonly number[])[];
  /** Validation accuracy after each epoch. */
  readonly accuracy: readonly (readonly number[])[];
  /** CPU time of each training. */
  readonly cpuSeconds: readonly number[];
}

export const TABLE_FILE = path.join(import.meta.dirname, 'rt-table.json');

let read: Table | undefined;

/** The recorded table. */
export function recordedTable(): Table {
  return (read ??= readJson(TABLE_FILE) as Table);
}

/** Validation losses of a combination, epoch by epoch. */
export function curveOf(cell: Cell): readonly number[] {
  return recordedTable().loss[placeOf(cell)] ?? [];
}

/** What a search is told: the least validation loss of the training. */
export const bestLoss = (cell: Cell): number => Math.min(...curveOf(cell));
