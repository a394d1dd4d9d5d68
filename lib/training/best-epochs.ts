import type { NamedArray } from '../models/index.ts';
import type { BestEpoch } from './history.ts';

/**
 * The best epochs after one more, the best first, the earlier one of equals before the later.
 *
 * @param keep how many at most
 * @param weights copies the epoch's weights; called only when it is among them
 */
export function withEpoch(
  best: readonly BestEpoch[],
  { epoch, loss }: Pick<BestEpoch, 'epoch' | 'loss'>,
  keep: number,
  weights: () => readonly NamedArray[],
): readonly BestEpoch[] {
  const place = best.findIndex((other) => loss < other.loss);
  const at = place < 0 ? best.length : place;
  if (at >= keep) return best;
  return [...best.slice(0, at), { epoch, loss, weights: weights() }, ...best.slice(at)].slice(0, keep);
}
