import type { Branches, Dimensions } from '../dimensions/branch.ts';
import { branchKey } from '../dimensions/branch.ts';
import type { Dimension, NumericDimension } from '../dimensions/dimension.ts';
import { isChoice } from '../dimensions/dimension.ts';
import { fromUnit, toUnit } from '../dimensions/unit.ts';
import type { Direction } from '../objectives.ts';
import type { ParamValue, Params } from '../params.ts';
import { Space } from '../space.ts';
import { bestShare, scoredTrials, type AnalysedTrial, type Scored } from './scored.ts';

/** How much to leave. */
export interface NarrowOptions {
  /** The best trials that the box is put round. Default 0.25, at least four. */
  readonly share?: number;
  /** Room on either side, as a part of the old range. Default 0.1. */
  readonly margin?: number;
}

/** A smaller space, and what the trials say about the old one. */
export interface Narrowed<P extends Params = Params> {
  readonly space: Space<P>;
  /** Parameters that have a smaller range now. */
  readonly narrowed: readonly string[];
  /** Ranges whose best trial lies at an end: better values may lie beyond it. */
  readonly atEdge: readonly { readonly name: string; readonly end: 'low' | 'high' }[];
  /** How many trials the box is put round. */
  readonly from: number;
}

/** Fewer good trials say nothing of where to look. */
const FEWEST = 4;
/** A choice is left out only when it was tried so often, and never among the best. */
const TRIED = 3;
const EDGE = 0.03;

/**
 * A space to search next: each range round the best trials with some room, each choice without those that were tried and never led
 * there. Branches and constraints stay. Log ranges are measured along the logarithm; ends are round numbers.
 *
 * @returns null with fewer than four finished trials
 */
export function narrowSpace<P extends Params>(
  space: Space<P>,
  trials: readonly AnalysedTrial<P>[],
  direction: Direction,
  { share = 0.25, margin = 0.1 }: NarrowOptions = {},
): Narrowed<P> | null {
  const scored = scoredTrials(trials, direction).sort((a, b) => a.score - b.score);
  if (scored.length < FEWEST) return null;
  const top = bestShare(scored, Math.max(share, FEWEST / scored.length));
  const narrowed = new Set<string>();
  const walk = (dimensions: Dimensions): Dimensions =>
    Object.fromEntries(
      Object.entries(dimensions).map(([name, dimension]) => {
        const smaller = isChoice(dimension)
          ? withoutPoor(name, dimension, top, scored)
          : boxed(name, dimension, top, margin);
        if (JSON.stringify(smaller) !== JSON.stringify(dimension)) narrowed.add(name);
        if (!isChoice(smaller) || !smaller.branches) return [name, smaller];
        const branches: Branches = Object.fromEntries(
          smaller.choices.flatMap((value) => {
            const branch = smaller.branches?.[branchKey(value)];
            return branch === undefined ? [] : [[branchKey(value), walk(branch)]];
          }),
        );
        return [name, { ...smaller, branches }];
      }),
    );
  return {
    space: new Space<P>(walk(space.dimensions), space.constraints),
    narrowed: [...narrowed].sort(),
    atEdge: edgesOf(space, scored[0] as Scored<P>),
    from: top.length,
  };
}

/** The range round those of the best trials that have the parameter; unchanged when they are too few. */
function boxed(name: string, dimension: NumericDimension, top: readonly Scored[], margin: number): Dimension {
  const units = top.flatMap(({ params }) =>
    Object.hasOwn(params, name) ? [toUnit(dimension, params[name] as ParamValue)] : [],
  );
  if (units.length < FEWEST) return dimension;
  const low = fromUnit(dimension, Math.min(...units) - margin) as number;
  const high = fromUnit(dimension, Math.max(...units) + margin) as number;
  if (dimension.step !== undefined || dimension.kind === 'int')
    return low < high ? { ...dimension, low, high } : dimension;
  const width = high - low;
  if (!(width > 0)) return dimension;
  return {
    ...dimension,
    low: Math.max(dimension.low, Math.min(low, rounded(low, width, Math.floor))),
    high: Math.min(dimension.high, Math.max(high, rounded(high, width, Math.ceil))),
  };
}

/** Two digits of the width (of the number itself where that is smaller), outwards. */
function rounded(value: number, width: number, round: (x: number) => number): number {
  const size = Math.min(width, Math.abs(value) || width);
  const unit = 10 ** (Math.floor(Math.log10(size)) - 1);
  if (!(unit > 0)) return value; // smaller than numbers can be told apart
  return Number((round(value / unit) * unit).toPrecision(12));
}

function withoutPoor<D extends Dimension & { readonly choices: readonly ParamValue[] }>(
  name: string,
  dimension: D,
  top: readonly Scored[],
  all: readonly Scored[],
): D {
  const times = (trials: readonly Scored[], value: ParamValue): number =>
    trials.filter(({ params }) => params[name] === value).length;
  const kept = dimension.choices.filter((value) => times(top, value) > 0 || times(all, value) < TRIED);
  return kept.length === 0 ? dimension : { ...dimension, choices: kept };
}

function edgesOf<P extends Params>(space: Space<P>, best: Scored<P>): Narrowed['atEdge'] {
  return space.names.flatMap((name): Narrowed['atEdge'] => {
    const dimension = space.dimension(name);
    const params: Params = best.params;
    if (isChoice(dimension) || !Object.hasOwn(params, name) || dimension.low === dimension.high) return [];
    const value = params[name] as number;
    const place = toUnit(dimension, value);
    if (value === dimension.low || place < EDGE) return [{ name, end: 'low' }];
    if (value === dimension.high || place > 1 - EDGE) return [{ name, end: 'high' }];
    return [];
  });
}
