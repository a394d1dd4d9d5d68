/** Seeded randomness. A generator is an argument, never module state. */
export { Rng } from './rng.ts';
export type { RngState } from './rng.ts';
export { deriveSeed } from './derive-seed.ts';
