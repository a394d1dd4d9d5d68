import { Rng } from '../../random/index.ts';
import { trialsOf, type Comparison, type RunRecord } from '../../tracking/index.ts';
import { fanova, narrowSpace, spaceCode, type Fanova, type Narrowed } from '../../tuning/index.ts';
import { storedSpace } from './stored-space.ts';

/** What the finished trials of all searches say together. */
export interface SearchAnalysis {
  /** So many finished trials stand behind it. */
  readonly trials: number;
  readonly importance: Fanova['importance'];
  readonly interactions: Fanova['interactions'];
  readonly next: Pick<Narrowed, 'narrowed' | 'atEdge' | 'from'> & {
    /** The narrower space as TypeScript. */
    readonly code: string;
  };
}

/** Fewer trials than that say nothing of what mattered. */
const FEWEST = 8;

/**
 * What mattered and where to look next, from the trials of every sampler together.
 *
 * @param definition as it is stored; its space is read out of it
 * @returns null for a comparison of repetitions, with fewer than eight finished trials, or without a space
 */
export function searchAnalysis(
  runs: readonly RunRecord[],
  comparison: Comparison,
  definition: unknown,
): SearchAnalysis | null {
  const { objective, groups } = comparison;
  const space = storedSpace(definition);
  if (objective === null || groups !== null || space === null) return null;
  const trials = trialsOf(runs).filter(
    ({ state, params, runs: [run] }) =>
      state === 'finished' && run?.objective.metric === objective.metric && space.contains(params),
  );
  if (trials.length < FEWEST) return null;
  const found = fanova(space, trials, objective.direction, new Rng(1));
  const next = narrowSpace(space, trials, objective.direction);
  if (found === null || next === null) return null;
  const { narrowed, atEdge, from } = next;
  return { trials: trials.length, ...found, next: { narrowed, atEdge, from, code: spaceCode(next.space) } };
}

/** One to three sentences for a terminal or a page: what mattered most, what acts together, where to look. */
export function analysisSentences({ importance, interactions, next, trials }: SearchAnalysis): string[] {
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const most = importance.filter(({ share }) => share >= 0.05).slice(0, 3);
  const [pair] = interactions;
  return [
    `What mattered over ${trials} trials: ${most.map(({ name, share }) => `${name} (${percent(share)} of the variance)`).join(', ') || 'no parameter by itself'}.`,
    ...(pair !== undefined && pair.share >= 0.1
      ? [`${pair.names.join(' and ')} act together (${percent(pair.share)} more).`]
      : []),
    ...(next.atEdge.length > 0
      ? [
          `Best at the end of its range: ${next.atEdge.map(({ name, end }) => `${name} (${end})`).join(', ')}; widen it.`,
        ]
      : []),
  ];
}
