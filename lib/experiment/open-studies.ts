import { FailureError } from '../errors/index.ts';
import type { Results } from '../tracking/node.ts';
import type { Experiment, RunRecord } from '../tracking/index.ts';
import { Study, createPruner, createSampler } from '../tuning/index.ts';
import type { Params } from '../tuning/index.ts';
import { JournalStorage } from '../tuning/node.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import { studyId } from './identity.ts';
import type { StudyFacts } from './record.ts';

/** A study of the experiment, opened on its journal. */
export interface OpenStudy<P extends Params = Params> {
  readonly facts: StudyFacts;
  readonly study: Study<P>;
}

/** Opens one study per sampler; what an earlier coordinator left is loaded. Close them all. */
export function openStudies<P extends Params>(
  definition: ExperimentDefinition<P>,
  results: Results,
  dataFingerprint: string,
  backend: string,
): readonly OpenStudy<P>[] {
  const opened: OpenStudy<P>[] = [];
  try {
    for (const sampler of definition.samplers) {
      const id = studyId(definition, sampler, dataFingerprint, backend);
      const { objective, seed, space } = definition;
      const study = new Study<P>({
        id,
        space,
        sampler: createSampler(sampler, space, seed),
        pruner: createPruner(definition.pruner),
        direction: objective.direction,
        metric: objective.metric,
        storage: new JournalStorage(results.paths(definition.name).journalFile(id)),
        definition: { ...definitionJson(definition), samplers: [sampler], dataFingerprint, backend },
      });
      opened.push({ facts: { id, sampler: sampler.kind, seed }, study });
    }
  } catch (error) {
    for (const { study } of opened) study.close();
    throw error;
  }
  return opened;
}

/**
 * A coordinator may die between renaming a record into place and writing the `told` line. The record is whole, so the
 * trial is told from it instead of being trained again.
 *
 * @returns the ids of the runs that were told
 */
export function adoptFinishedRuns(
  { study, facts }: OpenStudy,
  records: ReadonlyMap<string, RunRecord>,
): readonly string[] {
  const adopted: string[] = [];
  for (const trial of study.pending()) {
    const record = trial.runId === null ? undefined : records.get(trial.runId);
    if (record === undefined || record.study?.id !== facts.id || trial.state !== 'running') continue;
    const { outcome, objective } = record;
    if (outcome.kind === 'failed') study.fail(trial.number, new FailureError(outcome.error.message));
    else {
      const reason = outcome.kind === 'pruned' ? { reason: outcome.reason } : {};
      study.tell(trial.number, { state: outcome.kind, value: objective.value, runId: record.id, ...reason });
    }
    adopted.push(record.id);
  }
  return adopted;
}

/** What experiment.json says of the studies: the current ones first, older ones beside them. */
export function listStudies(
  current: readonly OpenStudy[],
  previous: Experiment | null,
  dataFingerprint: string,
): Experiment['studies'] {
  const ids = new Set(current.map(({ facts }) => facts.id));
  return [
    ...current.map(({ facts }) => ({ ...facts, current: true, dataFingerprint })),
    ...(previous?.studies ?? [])
      .filter(({ id }) => !ids.has(id))
      .map((study) => ({ ...study, current: false })),
  ];
}
