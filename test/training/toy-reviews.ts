import { Rng } from 'sentilab/random';
import type { EncodedExample } from 'sentilab/data';

/** Ids below this are neutral words; above it even ids speak for the positive class, odd ones for the negative. */
const NEUTRAL = 20;
export const TOY_VOCABULARY = 40;

/** Made-up reviews of 2 … 12 words in which four of five telling words fit the label. */
export function toyReviews(count: number, seed: number): EncodedExample[] {
  const rng = new Rng(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = rng.int(0, 1) as 0 | 1;
    const ids = Int32Array.from({ length: rng.int(2, 12) }, () => {
      if (rng.float() < 0.5) return rng.int(2, NEUTRAL - 1);
      const says = rng.float() < 0.8 ? label : 1 - label;
      return NEUTRAL + 2 * rng.int(0, (TOY_VOCABULARY - NEUTRAL) / 2 - 1) + (1 - says);
    });
    return { id: `toy-${i}`, label, ids };
  });
}
