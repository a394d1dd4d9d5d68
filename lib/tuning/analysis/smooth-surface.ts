import { placesOfRange, type ParameterAxis } from './parameter-axis.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** Widths of the kernel that are tried, as parts of an axis. */
const WIDTHS = [0.03, 0.05, 0.08, 0.12, 0.18, 0.27, 0.4];
/** So many trials are enough to choose a width by. */
const MOST_JUDGED = 200;
/** A kernel is no narrower than this over the root of the number of trials: about as far as a trial's neighbours lie. */
const NEIGHBOURS = 0.55;
/** Farther from every trial than so many widths, nothing is said. */
const REACH = 2;
/** Between two categories lies so much of the axis at least, so that they do not run into each other. */
const APART = 3;

/**
 * A local mean of scattered values at the places of a grid, `[y][x]`: each trial weighs by a normal kernel of its distance (Nadaraya
 * 1964, Watson 1964). Of several widths the one that foretells each trial best out of the others. Null where no trial is near.
 */
export function smoothSurface(
  points: readonly Point[],
  x: ParameterAxis,
  y: ParameterAxis,
  gridX: readonly number[],
  gridY: readonly number[],
): (number | null)[][] {
  const [alongX, alongY] = [unitOf(x), unitOf(y)];
  const unit = points.map((point) => ({ x: alongX(point.x), y: alongY(point.y), value: point.value }));
  const width = bestWidth(unit);
  return gridY.map((atY) =>
    gridX.map((atX) => localMean(unit, alongX(atX), alongY(atY), width, -1, REACH * width)),
  );
}

function bestWidth(points: readonly Point[]): number {
  const step = Math.max(1, Math.ceil(points.length / MOST_JUDGED));
  const least = NEIGHBOURS / Math.sqrt(points.length);
  const widths = [least, ...WIDTHS.filter((width) => width > least)];
  const errors = widths.map((width) =>
    points.reduce((sum, { x, y, value }, i) => {
      if (i % step !== 0) return sum;
      const told = localMean(points, x, y, width, i, Infinity);
      return sum + (value - (told ?? value)) ** 2;
    }, 0),
  );
  return widths[errors.indexOf(Math.min(...errors))] ?? least;
}

function localMean(
  points: readonly Point[],
  x: number,
  y: number,
  width: number,
  without: number,
  reach: number,
): number | null {
  let [sum, weights, nearest] = [0, 0, Infinity];
  points.forEach((point, i) => {
    if (i === without) return;
    const squared = (point.x - x) ** 2 + (point.y - y) ** 2;
    nearest = Math.min(nearest, squared);
    // A tail keeps far places from 0/0: there the nearest trial decides.
    const weight = Math.exp(-squared / (2 * width ** 2)) + 1e-12 / (squared + 1e-6);
    weights += weight;
    sum += weight * point.value;
  });
  return weights === 0 || nearest > reach ** 2 ? null : sum / weights;
}

function unitOf(axis: ParameterAxis): (place: number) => number {
  if (axis.scale === 'category') return (place) => place * APART;
  const [low, high] = placesOfRange(axis);
  const width = high - low || 1;
  return (place) => (place - low) / width;
}
