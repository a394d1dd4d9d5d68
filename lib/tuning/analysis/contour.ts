import type { Direction } from '../objectives.ts';
import { parameterAxis, placeOn, placesOfRange, type ParameterAxis } from './parameter-axis.ts';
import { scoredTrials, type AnalysedTrial } from './scored.ts';
import { smoothSurface } from './smooth-surface.ts';

/** One spot of a plane of two parameters that was tried. */
export interface ContourPoint {
  /** Places on the axes. */
  readonly x: number;
  readonly y: number;
  /** The best objective met here. */
  readonly value: number;
}

/** The objective over two parameters. */
export interface Contour {
  readonly x: ParameterAxis;
  readonly y: ParameterAxis;
  readonly points: readonly ContourPoint[];
  /** Places at which the surface is given. */
  readonly gridX: readonly number[];
  readonly gridY: readonly number[];
  /** What the objective is about, `[y][x]`: a local mean over the trials near by; null where there are none. */
  readonly surface: readonly (readonly (number | null)[])[];
}

export interface ContourOptions {
  /** Places of the surface along an axis of numbers. Default 40. */
  readonly steps?: number;
  /** Scales of the two parameters as the space says. Default: guessed. */
  readonly scales?: Readonly<Record<string, 'linear' | 'log'>>;
}

/**
 * The objective of finished trials over two of their parameters: what was tried, and between that a smooth surface (kernel
 * regression, its width chosen by leaving one out; Nadaraya 1964, Watson 1964). All other parameters vary along, so the
 * surface is their mean and not a cut.
 *
 * @returns null with fewer than three trials that have both, or when one of them never varied
 */
export function contour(
  trials: readonly AnalysedTrial[],
  [nameX, nameY]: readonly [string, string],
  direction: Direction,
  { steps = 40, scales = {} }: ContourOptions = {},
): Contour | null {
  const scored = scoredTrials(trials, direction);
  const having = scored.filter(({ params }) => params[nameX] !== undefined && params[nameY] !== undefined);
  if (having.length < 3) return null;
  const x = parameterAxis(nameX, scored, scales[nameX]);
  const y = parameterAxis(nameY, scored, scales[nameY]);
  const sign = direction === 'minimize' ? 1 : -1;
  const all = having.map(({ params, score }) => ({
    x: placeOn(x, params[nameX]),
    y: placeOn(y, params[nameY]),
    value: sign * score,
  }));
  const best = new Map<string, ContourPoint>();
  for (const point of all) {
    const key = `${point.x} ${point.y}`;
    const known = best.get(key);
    if (known === undefined || sign * point.value < sign * known.value) best.set(key, point);
  }
  if (new Set(all.map((point) => point.x)).size < 2 || new Set(all.map((point) => point.y)).size < 2)
    return null;
  const [gridX, gridY] = [gridOf(x, steps), gridOf(y, steps)];
  return { x, y, points: [...best.values()], gridX, gridY, surface: smoothSurface(all, x, y, gridX, gridY) };
}

function gridOf(axis: ParameterAxis, steps: number): number[] {
  if (axis.scale === 'category') return axis.categories.map((_, place) => place);
  const [from, to] = placesOfRange(axis);
  return Array.from({ length: steps }, (_, i) => from + (i / (steps - 1)) * (to - from));
}
