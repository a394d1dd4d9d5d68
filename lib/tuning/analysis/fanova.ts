import type { Rng } from '../../random/index.ts';
import type { Direction } from '../objectives.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';
import { featureColumn } from './feature-column.ts';
import { growTree } from './regression-tree.ts';
import { scoredTrials, type AnalysedTrial, type Scored } from './scored.ts';
import { boxesOf, pairVariance, singleVariance, treeVariance } from './tree-variance.ts';

/** How a forest is grown. */
export interface FanovaOptions {
  /** Default 64. */
  readonly trees?: number;
}

/** What a parameter explains. */
export interface Importance {
  readonly name: string;
  /** Part of the objective's variance, 0 to 1. */
  readonly share: number;
}

/** What two parameters explain together beyond what each does alone. */
export interface Interaction {
  readonly names: readonly [string, string];
  readonly share: number;
}

/** Both from the largest to the smallest. */
export interface Fanova {
  readonly importance: readonly Importance[];
  readonly interactions: readonly Interaction[];
}

/**
 * Functional ANOVA over a random forest (Hutter, Hoos & Leyton-Brown 2014): which part of the objective's variance over the space each
 * parameter explains, and each two of them together. A log parameter is measured along its logarithm.
 *
 * A parameter of a branch is judged by the trials that have it, with a forest of its own, and its share is brought down to the part
 * of all variance that lies among those. Parameters that cannot vary have the share 0.
 *
 * @returns null with fewer than four finished trials, or when all are equally good
 */
export function fanova<P extends Params>(
  space: Space<P>,
  trials: readonly AnalysedTrial<P>[],
  direction: Direction,
  rng: Rng,
  options: FanovaOptions = {},
): Fanova | null {
  const scored = scoredTrials(trials, direction);
  const whole = sumOfSquares(scored);
  if (scored.length < 4 || whole === 0) return null;
  const singles = new Map(space.names.map((name) => [name, 0]));
  const interactions: Interaction[] = [];
  for (const [key, own] of groupsOf(space)) {
    const having = scored.filter(({ params }) => own.every((name) => Object.hasOwn(params, name)));
    const weight = sumOfSquares(having) / whole;
    if (having.length < 4 || weight === 0) continue;
    const names = space.names.filter((name) => having.every(({ params }) => Object.hasOwn(params, name)));
    const found = decompose(space, names, having, rng.split(`fanova-${key}`), options.trees ?? 64);
    // A forest that does not see every parameter explains a part only; its shares are shares of that part.
    const seen = names.length === space.names.length ? 1 : found.explained;
    const part = weight * seen;
    for (const name of own) singles.set(name, (found.singles.get(name) ?? 0) * part);
    for (const { names: pair, share } of found.pairs)
      if (own.includes(pair[0]) || own.includes(pair[1])) {
        const known = interactions.some(({ names: [a, b] }) => a === pair[0] && b === pair[1]);
        if (!known) interactions.push({ names: pair, share: share * part });
      }
  }
  return {
    importance: [...singles]
      .map(([name, share]) => ({ name, share }))
      .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1)),
    interactions: interactions.sort((a, b) => b.share - a.share),
  };
}

/** Parameters that exist together, by the condition that they share; the unconditional first. */
function groupsOf<P extends Params>(space: Space<P>): Map<string, string[]> {
  const groups = new Map<string, string[]>([['', []]]);
  for (const name of space.names) {
    const condition = space.condition(name);
    const key = condition === null ? '' : JSON.stringify(condition);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return groups;
}

function decompose<P extends Params>(
  space: Space<P>,
  names: readonly string[],
  trials: readonly Scored<P>[],
  rng: Rng,
  trees: number,
): {
  readonly singles: ReadonlyMap<string, number>;
  readonly pairs: readonly Interaction[];
  /** Variance of what the trees say, as a part of the trials'. */
  readonly explained: number;
} {
  const target = Float64Array.from(trials, ({ score }) => score);
  const columns = names.map((name) => featureColumn(space.dimension(name), name, trials));
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
  const singles = new Float64Array(names.length);
  const together = new Float64Array(pairs.length);
  const whole = sumOfSquares(trials) / trials.length;
  let explained = 0;
  let grown = 0;
  for (let i = 0; i < trees; i++) {
    const draw = rng.split(`tree-${i}`);
    const rows = trials.map(() => draw.int(0, trials.length - 1));
    const boxes = boxesOf(growTree(columns, target, rows), names.length);
    const variance = treeVariance(boxes);
    if (!(variance > 0)) continue;
    grown++;
    explained += Math.min(1, variance / whole);
    const alone = names.map((_, feature) => singleVariance(boxes, feature) / variance);
    alone.forEach((share, feature) => ((singles[feature] as number) += share));
    pairs.forEach(([a, b], place) => {
      const [x, y] = [names.indexOf(a), names.indexOf(b)];
      const both = pairVariance(boxes, x, y) / variance;
      (together[place] as number) += Math.max(0, both - (alone[x] as number) - (alone[y] as number));
    });
  }
  const mean = (sum: number | undefined): number => (sum ?? 0) / Math.max(1, grown);
  return {
    explained: mean(explained),
    singles: new Map(names.map((name, i) => [name, mean(singles[i])])),
    pairs: pairs.map((pair, i) => ({ names: pair, share: mean(together[i]) })),
  };
}

function sumOfSquares(trials: readonly Scored[]): number {
  const mean = trials.reduce((sum, { score }) => sum + score, 0) / trials.length;
  return trials.reduce((sum, { score }) => sum + (score - mean) ** 2, 0);
}
