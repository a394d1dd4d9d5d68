/** Results from disk and data frames in a notebook. */
export { frame } from './frame.ts';
export { results } from './results/load-results.ts';
export { toFrame } from './results/to-frame.ts';
export type { ToFrameOptions } from './results/to-frame.ts';
export type { RowKind } from './results/rows.ts';
export { memoryReport } from './memory-report.ts';
