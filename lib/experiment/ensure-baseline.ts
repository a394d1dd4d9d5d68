import type { RunRecord } from '../tracking/index.ts';
import { baselineRunId, runBaseline } from './baseline.ts';
import type { ExperimentDefinition } from './definition.ts';
import type { ResolvedEffects } from './effects.ts';

/** The linear baseline of a definition's data: the record that is there, or a new one. */
export async function ensureBaseline(
  definition: Pick<ExperimentDefinition, 'name' | 'config' | 'seed' | 'objective'>,
  { results, preparer, onEvent }: Pick<ResolvedEffects, 'results' | 'preparer' | 'onEvent'>,
  earlier: readonly RunRecord[],
  dataFingerprint: string,
): Promise<RunRecord> {
  const id = baselineRunId(definition, dataFingerprint);
  const known = earlier.find((run) => run.id === id);
  if (known) return known;
  const record = await runBaseline(definition, preparer);
  results.writeRun(record);
  onEvent({ kind: 'baseline', record });
  return record;
}
