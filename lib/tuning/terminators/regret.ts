import { UserError } from '../../errors/index.ts';
import { Rng } from '../../random/index.ts';
import type { Params } from '../params.ts';
import type { Space } from '../space.ts';
import { regretBound } from './regret-bound.ts';
import type { StopDecision, Terminator, TerminatorTrial } from './terminator.ts';

export interface RegretOptions {
  /** Finished trials before anything is decided. Default 20. */
  readonly startupTrials?: number;
  /** This share of the trials, the best ones, is modelled; `startupTrials` at least. Default 0.5. */
  readonly topShare?: number;
  /**
   * Differences below this are noise. Default: the standard error of the best trial's scores, of a study whose trials report
   * fold by fold or seed by seed.
   */
  readonly noise?: number;
}

/**
 * Stops when what is left to gain is less than the noise of the measurement (Makarova et al. 2022; Optuna's Terminator): the
 * bound on the regret against the error of cross-validation, (1/k + 1/(k − 1)) times the variance over the k folds or seeds.
 */
export class RegretTerminator<P extends Params = Params> implements Terminator {
  readonly name = 'regret';
  readonly #space: Space<P>;
  readonly #seed: number;
  readonly #options: RegretOptions & Required<Omit<RegretOptions, 'noise'>>;

  constructor(space: Space<P>, seed: number, options: RegretOptions = {}) {
    this.#space = space;
    this.#seed = seed;
    this.#options = { startupTrials: 20, topShare: 0.5, ...options };
  }

  shouldStop(trials: readonly TerminatorTrial[]): StopDecision {
    const { startupTrials, topShare, noise } = this.#options;
    if (trials.length < startupTrials)
      return { stop: false, reason: `Only ${trials.length} of ${startupTrials} trials have finished.` };
    const best = trials.reduce((a, b) => (b.value < a.value ? b : a));
    const error = noise ?? scoreError(best);
    const top = Math.max(startupTrials, Math.floor(trials.length * topShare));
    const rng = new Rng(this.#seed).split(`regret-${trials.length}`);
    const bound = regretBound(this.#space, trials, top, rng);
    const what = `the best trial, ${best.number}, can be beaten by ${bound.toPrecision(3)} at most`;
    return bound < error
      ? {
          stop: true,
          reason: `What is left to gain is noise: ${what}, and measurements differ by ${error.toPrecision(3)}.`,
        }
      : {
          stop: false,
          reason: `More than noise may be left: ${what}; measurements differ by ${error.toPrecision(3)}.`,
        };
  }
}

/** @throws UserError when the trial did not report several scores */
function scoreError({ number, scores }: TerminatorTrial): number {
  const k = scores.length;
  if (k < 2)
    throw new UserError('The noise of a measurement takes several scores, one for each fold or seed.', {
      field: `trial ${number}`,
      value: scores,
      fix: 'Report every fold’s or seed’s score, or set the noise.',
    });
  const mean = scores.reduce((sum, score) => sum + score, 0) / k;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / k;
  return Math.sqrt((1 / k + 1 / (k - 1)) * variance);
}
