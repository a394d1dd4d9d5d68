import type { RunRecord } from '../tracking/index.ts';
import { baselineRunId, fitBaseline, type FittedBaseline } from './baseline.ts';
import type { ExperimentDefinition } from './definition.ts';
import type { ResolvedEffects } from './effects.ts';

/** The baseline beside a training. */
export interface EnsuredBaseline {
  readonly record: RunRecord;
  /** Probabilities of the test part; null when only the record of an earlier call is there. */
  readonly tested: FittedBaseline['tested'] | null;
}

/** The linear baseline of a definition's data: the record that is there, or a new one. */
export async function ensureBaseline(
  definition: Pick<ExperimentDefinition, 'name' | 'config' | 'seed' | 'objective'>,
  { results, preparer, onEvent }: Pick<ResolvedEffects, 'results' | 'preparer' | 'onEvent'>,
  earlier: readonly RunRecord[],
  dataFingerprint: string,
): Promise<EnsuredBaseline> {
  const id = baselineRunId(definition, dataFingerprint);
  const known = earlier.find((run) => run.id === id);
  if (known) return { record: known, tested: null };
  const fitted = await fitBaseline(definition, preparer);
  results.writeRun(fitted.record);
  onEvent({ kind: 'baseline', record: fitted.record });
  return fitted;
}
