import { cardinality, isChoice } from '../dimensions/dimension.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { Direction } from '../objectives.ts';
import type { Params } from '../params.ts';
import { logNormalMass } from '../samplers/tpe/normal.ts';
import type { Space } from '../space.ts';
import { bestShare, scoredTrials, type AnalysedTrial, type Scored } from './scored.ts';

/** Which trials are compared with which. */
export interface PedAnovaOptions {
  /** The best trials: what has to be right to be among them. Default 0.1. */
  readonly target?: number;
  /** The trials among which they are looked for. Default 1: all. */
  readonly region?: number;
}

/** A parameter and how far the best trials' values of it differ from all: 0 and more, of no unit. */
export interface Divergence {
  readonly name: string;
  readonly divergence: number;
}

/** Places on a real range. */
const MOST_STEPS = 50;
/** 90 % of the narrowest kernel lie in its own place. */
const NARROWEST = 0.5 / 1.64;

/**
 * Importance by PED-ANOVA (Watanabe, Bansal & Hutter 2023; branches as in Conditional PED-ANOVA, 2026): Pearson's divergence between two
 * densities of each parameter, of the best trials and of all. Costs next to nothing and asks what it takes to be among the
 * best, where fANOVA asks what moves the objective. From the largest to the smallest; empty with fewer than two finished trials.
 */
export function pedAnova<P extends Params>(
  space: Space<P>,
  trials: readonly AnalysedTrial<P>[],
  direction: Direction,
  { target = 0.1, region = 1 }: PedAnovaOptions = {},
): Divergence[] {
  const scored = scoredTrials(trials, direction);
  if (scored.length < 2) return [];
  const around = bestShare(scored, region);
  const best = new Set(bestShare(scored, target));
  const quantile = best.size / around.length;
  return space.names
    .map((name) => {
      const having = around.filter(({ params }) => Object.hasOwn(params, name));
      const top = having.filter((trial) => best.has(trial));
      const dimension = space.dimension(name);
      if (having.length < 2 || top.length === 0 || cardinality(dimension) === 1)
        return { name, divergence: 0 };
      const weight = (top.length / best.size) ** 2 / (having.length / around.length);
      const between = pearson(densityOf(dimension, name, top), densityOf(dimension, name, having));
      return { name, divergence: weight * between * quantile ** 2 };
    })
    .sort((a, b) => b.divergence - a.divergence || (a.name < b.name ? -1 : 1));
}

function pearson(top: Float64Array, all: Float64Array): number {
  return all.reduce((sum, density, i) => {
    const local = density + 1e-12;
    return sum + local * (((top[i] as number) + 1e-12) / local - 1) ** 2;
  }, 0);
}

/** Probability of each place: kernels on the places that were met, weighed by how often, and a prior that weighs one trial. */
function densityOf(dimension: Dimension, name: string, trials: readonly Scored[]): Float64Array {
  const places = placesOf(dimension);
  const counts = new Float64Array(places);
  for (const { params } of trials) (counts[placeOf(dimension, params[name], places)] as number)++;
  const met = [...counts.keys()].filter((place) => (counts[place] as number) > 0);
  const weight = (place: number): number => (counts[place] as number) / (trials.length + 1);
  const density = new Float64Array(places);
  if (dimension.kind === 'categorical') {
    const prior = 1 / (met.length + 1);
    density.fill(1 / (trials.length + 1) / places);
    for (const place of met)
      density.forEach((_, i) => {
        (density[i] as number) += (weight(place) * (prior + (i === place ? 1 : 0))) / (places * prior + 1);
      });
    return density;
  }
  const deviation = Math.max(scott(met, counts, trials.length), NARROWEST);
  for (const place of met) addKernel(density, place, deviation, weight(place));
  addKernel(density, (places - 1) / 2, places, 1 / (trials.length + 1));
  return density;
}

/** A normal density over the places, cut off at both ends. */
function addKernel(density: Float64Array, mean: number, deviation: number, weight: number): void {
  const mass = (from: number, to: number): number =>
    Math.exp(logNormalMass((from - mean) / deviation, (to - mean) / deviation));
  const whole = mass(-0.5, density.length - 0.5);
  density.forEach((_, i) => ((density[i] as number) += (weight * mass(i - 0.5, i + 0.5)) / whole));
}

/** Scott's rule (1992) over counted places, with the range of the middle half where that is narrower. */
function scott(met: readonly number[], counts: Float64Array, n: number): number {
  const mean = met.reduce((sum, place) => sum + place * (counts[place] as number), 0) / n;
  const squares = met.reduce((sum, place) => sum + (counts[place] as number) * (place - mean) ** 2, 0);
  let sum = 0;
  const cumulated = met.map((place) => (sum += counts[place] as number));
  const lower = cumulated.findIndex((each) => each >= Math.floor(n / 4));
  const upper = cumulated.findIndex((each) => each > Math.floor((n * 3) / 4));
  const last = met.length - 1;
  const range = (met[upper === -1 ? last : upper] as number) - (met[lower] as number);
  return 1.059 * Math.min(range / 1.34, Math.sqrt(squares / Math.max(1, n - 1))) * n ** -0.2;
}

function placesOf(dimension: Dimension): number {
  if (isChoice(dimension)) return dimension.choices.length;
  if (dimension.kind === 'int' && dimension.scale === 'log')
    return Math.min(Math.ceil(Math.log2(dimension.high - dimension.low + 1)) + 1, MOST_STEPS);
  return Math.min(cardinality(dimension), MOST_STEPS);
}

function placeOf(dimension: Dimension, value: unknown, places: number): number {
  if (isChoice(dimension)) return (dimension.choices as readonly unknown[]).indexOf(value);
  const { low, high, scale } = dimension;
  const along = scale === 'log' ? Math.log : (x: number): number => x;
  const step = (along(high) - along(low)) / (places - 1);
  // A value half-way between two places belongs to the lower one, as in Optuna.
  return Math.min(places - 1, Math.max(0, Math.ceil((along(value as number) - along(low)) / step - 0.5)));
}
