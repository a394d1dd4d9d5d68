import { hashOf } from '../hash/index.ts';
import { nbSvmConfigSchema } from '../models/index.ts';
import { parseConfig } from '../config/index.ts';
import { textConfigSchema } from '../text/index.ts';
import { RUN_RECORD_VERSION, type RunRecord } from '../tracking/index.ts';
import type { ExperimentDefinition } from './definition.ts';
import { fitRun } from './fit-run.ts';
import type { Preparer } from './prepare.ts';

/** Id of the baseline's run: one for each data set, split and seed. */
export function baselineRunId(
  definition: Pick<ExperimentDefinition, 'config' | 'seed'>,
  dataFingerprint: string,
): string {
  const { data } = definition.config;
  return `nbsvm-${hashOf({ data, dataFingerprint, model: baselineConfig() })}-t0-s${definition.seed}-f${data.fold?.number ?? 0}-a1`;
}

const baselineConfig = (): ReturnType<typeof nbSvmConfigSchema.parse> =>
  nbSvmConfigSchema.parse({ kind: 'nbsvm' });

/** The baseline's record, and its probabilities of the test part in the split's order. */
export interface FittedBaseline {
  readonly record: RunRecord;
  readonly tested: Float32Array;
}

/**
 * The linear baseline on the very same split: NB-SVM (Wang & Manning 2012) over uni- and bigrams. Probabilities are
 * fitted on the validation part, which the threshold of a neural model has seen too; the test part is untouched.
 */
export async function fitBaseline(
  definition: Pick<ExperimentDefinition, 'name' | 'config' | 'seed' | 'objective'>,
  preparer: Preparer,
): Promise<FittedBaseline> {
  const { data, text, augment } = definition.config;
  const model = baselineConfig();
  // Only normalising and tokenizing: the n-grams have their own vocabulary.
  const lowercase = text.steps.some(({ kind }) => kind === 'lowercase');
  const { balance: _, ...unbalanced } = data;
  const { result, tested } = await fitRun(
    {
      data: unbalanced,
      text: parseConfig(textConfigSchema, { lowercase }, 'text'),
      model,
      ...(augment && { augment }),
    },
    definition.seed,
    preparer,
  );
  const { metric } = definition.objective;
  const record: RunRecord = {
    schemaVersion: RUN_RECORD_VERSION,
    id: baselineRunId(definition, result.data.fingerprint),
    experiment: definition.name,
    study: null,
    trial: null,
    run: { seed: definition.seed, fold: data.fold?.number ?? 0, attempt: 1 },
    objective: { ...definition.objective, value: result.metrics[metric]?.value ?? null },
    ...result,
    config: { data, text: { lowercase }, model },
    artifacts: [],
  };
  return { record, tested };
}
