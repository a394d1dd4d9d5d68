import type { RunRecord } from 'sentilab/tracking';

/** What a cell holds. */
export type Cell = number | string | boolean;

/** What a column is, apart from its values. */
export interface ColumnFacts {
  readonly id: string;
  readonly title: string;
  readonly kind: 'run' | 'parameter' | 'metric' | 'fact';
  /** `fraction`, `nats`, `s`, … of a metric; null elsewhere. */
  readonly unit: string | null;
  readonly direction: 'minimize' | 'maximize' | null;
}

/** A column as it travels: numbers as 64-bit floats (NaN: none), everything else as codes into a list (−1: none), in base64. */
export type PackedColumn = ColumnFacts &
  (
    | { readonly type: 'number'; readonly values: string }
    | { readonly type: 'category'; readonly dictionary: readonly Cell[]; readonly codes: string }
  );

/** Runs by columns, in the order they started. */
export interface PackedRuns {
  readonly size: number;
  readonly columns: readonly PackedColumn[];
  /** What many runs share, once; `shared` of each run is its place in the list, in base64. */
  readonly shared: readonly SharedFacts[];
  readonly sharedCodes: string;
}

/** What whole sweeps have in common. */
export type SharedFacts = Pick<RunRecord, 'experiment' | 'study' | 'data' | 'environment' | 'config'> & {
  readonly objective: Pick<RunRecord['objective'], 'metric' | 'direction'>;
};

/** One metric of many runs over their epochs. */
export interface PackedCurves {
  readonly metric: string;
  /** Ids of the runs that have it. */
  readonly runs: readonly string[];
  /** Points of each run, 32-bit integers in base64. */
  readonly counts: string;
  /** All points of all runs one after another: epoch, step, seconds, CPU seconds and value, 64-bit floats in base64. */
  readonly epochs: string;
  readonly steps: string;
  readonly seconds: string;
  readonly cpuSeconds: string;
  readonly values: string;
}

/** Reads what `Buffer.toString('base64')` made of a Float64Array. */
export function unpackNumbers(text: string): Float64Array {
  return new Float64Array(bytesOf(text));
}

/** Reads what `Buffer.toString('base64')` made of an Int32Array. */
export function unpackCodes(text: string): Int32Array {
  return new Int32Array(bytesOf(text));
}

function bytesOf(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
