import type { ExperimentDefinition } from './definition.ts';

/** What a trial is made of when it is more than one training. */
export interface TrialParts {
  readonly kind: 'fold' | 'seed';
  readonly count: number;
}

/** The parts of an experiment's trials; null: a trial is one training. */
export function partsOf({ folds, seeds }: Pick<ExperimentDefinition, 'folds' | 'seeds'>): TrialParts | null {
  if (folds !== null) return { kind: 'fold', count: folds };
  return seeds === null ? null : { kind: 'seed', count: seeds };
}
