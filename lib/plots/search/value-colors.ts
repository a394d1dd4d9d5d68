import type { Theme } from '../figure.ts';
import { BEST_TO_WORST } from '../palette.ts';

/** How plotly colours values of an objective. */
export interface ValueColors {
  readonly colorscale: readonly (readonly [number, string])[];
  readonly cmin: number;
  readonly cmax: number;
}

/** The best stands out, and everything worse than three quarters of the values sinks into the page. */
export function valueColors(
  values: readonly number[],
  direction: 'minimize' | 'maximize',
  theme: Theme,
): ValueColors {
  const sorted = [...values].sort((a, b) => (direction === 'minimize' ? a - b : b - a));
  const best = sorted[0] ?? 0;
  const poor = sorted[Math.floor(0.75 * (sorted.length - 1))] ?? best;
  const other = poor === best ? best + (direction === 'minimize' ? 1 : -1) : poor;
  const scale = BEST_TO_WORST[theme];
  // Plotly wants cmin < cmax: for what is maximised the scale is turned round.
  return {
    colorscale:
      other < best ? [...scale].reverse().map(([at, color]) => [1 - at, color] as const) : [...scale],
    cmin: Math.min(best, other),
    cmax: Math.max(best, other),
  };
}
