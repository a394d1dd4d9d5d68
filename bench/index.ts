import type { Bench } from './bench.ts';
import { recurrentBench } from './recurrent/recurrent.ts';

/** The benchmarks by name. A new one adds its line here. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  recurrent: recurrentBench,
};
