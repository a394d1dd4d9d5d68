import path from 'node:path';
import { writeJsonAtomic } from '../files/node.ts';
import { renderCrossValidation } from '../plots/index.ts';
import { plotlySource } from '../plots/node.ts';
import { compareFolds, type Comparison, type CrossValidation, type RunRecord } from '../tracking/index.ts';
import type { SweepEffects } from './effects.ts';
import { ensureBaseline } from './ensure-baseline.ts';
import { runSeed } from './identity.ts';
import { writeComparison } from './publish.ts';
import { defineTraining, type TrainingInput } from './training-definition.ts';
import { trainingSession } from './training-session.ts';

/** How a cross-validation ended. */
export interface CrossValidationOutcome {
  /** `aborted`: the signal was given; the same call goes on from there. */
  readonly state: 'finished' | 'aborted';
  /** Over the folds that finished, those of earlier calls included. */
  readonly result: CrossValidation;
  readonly comparison: Comparison;
  /** Folds that failed: their last records. */
  readonly failed: readonly RunRecord[];
  /** Folds that ended in this call. */
  readonly foldsRun: number;
}

export interface CrossValidationEffects extends SweepEffects {
  /** NB-SVM on the same folds beside it. Default true. */
  readonly baseline?: boolean;
}

/**
 * K-fold cross-validation of one configuration: every fold is the test part once, as the configuration's split says
 * (whole groups in one fold, equal class shares), and leaves one record. The same call again trains only the folds that
 * have no finished record.
 *
 * @throws UserError for a bad configuration or data that are not there
 */
export async function crossValidate(
  input: TrainingInput & { readonly folds: number },
  effects: CrossValidationEffects = {},
): Promise<CrossValidationOutcome> {
  const definition = defineTraining(input);
  const { config, name, title, seed } = definition;
  const { folds: of } = input;
  return trainingSession(definition, effects, async (session) => {
    const { world, dataset, facts, earlier } = session;
    const folds = Array.from({ length: of }, (_, i) => ({
      ...config,
      data: { ...config.data, fold: { of, number: i + 1 } },
    }));
    for (const fold of folds) {
      if (effects.baseline === false || world.signal?.aborted) break;
      await ensureBaseline({ ...definition, config: fold }, world, earlier, dataset.fingerprint);
    }
    const { stopped, records, ran } = await session.run(
      folds.map((fold) => ({ config: fold, seed: runSeed(seed, 0, fold.data.fold.number), keep: false })),
    );
    const { comparison, runs } = writeComparison(world.results, name);
    const result = compareFolds(runs, facts.id, of);
    world.results.writeReport(
      name,
      renderCrossValidation({ title, result, runs, plotlySource: plotlySource() }),
    );
    writeJsonAtomic(path.join(world.results.paths(name).folder, 'cross-validation.json'), result);
    return {
      state: stopped === 'complete' ? 'finished' : 'aborted',
      result,
      comparison,
      failed: records.filter(({ outcome }) => outcome.kind === 'failed'),
      foldsRun: ran,
    };
  });
}
