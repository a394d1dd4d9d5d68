import type { Rng } from '../../random/index.ts';

/**
 * A mask for inverted dropout: 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays. null when nothing
 * is dropped; then nothing is drawn either.
 */
export function dropoutMask(rng: Rng, size: number, rate: number): Float32Array | null {
  if (rate === 0) return null;
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let k = 0; k < size; k++) if (rng.float() >= rate) mask[k] = kept;
  return mask;
}
