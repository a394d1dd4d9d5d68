/** Definitions of experiments and what a sweep tells while it runs. Running one is in `sentilab/experiment/node`. */
export { bindParams } from './bind.ts';
export type { SweepEvent, SweepListener } from './sweep-events.ts';
