import type { Params } from './params.ts';
import type { Study } from './study.ts';
import type { Trial } from './trial.ts';

/**
 * Takes over results of an earlier study, so that the sampler begins with what they teach. Left out: trials without a
 * result, and parameters that this space does not have. Do it before other processes join the study.
 *
 * @param trials `trials` of the other study, or `replay` of its journal
 * @returns how many were taken over
 */
export function adoptTrials<P extends Params>(study: Study<P>, trials: readonly Trial[]): number {
  let taken = 0;
  for (const { state, value, values, params, runId, reason } of trials) {
    if ((state !== 'finished' && state !== 'pruned') || !study.space.contains(params)) continue;
    study.tell(study.enqueue(params), {
      state,
      ...(values ? { values } : { value }),
      ...(runId === null ? {} : { runId }),
      ...(reason === null ? {} : { reason }),
    });
    taken++;
  }
  return taken;
}
