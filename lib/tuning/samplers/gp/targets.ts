import type { ObservedTrial } from '../../sampler.ts';

/** So many spreads above the upper quartile a value says only "bad" (Tukey's fence). */
const FENCE = 1.5;

/**
 * What the model is to explain, standardised: finished trials by their value, where very bad ones stop at a fence, so that one
 * diverged run does not flatten all others. A pruned trial counts as no better than the median, a failed one as the worst.
 *
 * @returns null while fewer than two different values are known
 */
export function targetsOf(trials: readonly ObservedTrial[]): Float64Array | null {
  const finished = trials.flatMap(({ state, value }) =>
    state === 'finished' && value !== null ? [value] : [],
  );
  const sorted = Float64Array.from(finished).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, median] = [at(0), at(0.5)];
  if (!(at(1) > low)) return null;
  const spread = at(0.75) - at(0.25);
  const fence = Number.isFinite(spread) && spread > 0 ? Math.min(at(1), at(0.75) + FENCE * spread) : at(1);
  // Relative to the best and the fence: the largest floating-point numbers may differ by more than there is.
  const scale = fence / 2 - low / 2;
  const y = Float64Array.from(trials, ({ state, value }) => {
    const raw =
      value === null || state === 'failed' ? fence : state === 'finished' ? value : Math.max(value, median);
    return (Math.min(raw, fence) / 2 - low / 2) / scale;
  });
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const deviation = Math.sqrt(y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length);
  return y.map((value) => (value - mean) / deviation);
}
