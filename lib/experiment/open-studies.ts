import { FailureError } from '../errors/index.ts';
import type { Results } from '../tracking/node.ts';
import type { Experiment, RunRecord } from '../tracking/index.ts';
import { Study, createPruner, createSampler } from '../tuning/index.ts';
import type { Params, SamplerConfig, StudyOptions } from '../tuning/index.ts';
import { JournalStorage } from '../tuning/node.ts';
import { definitionJson, type ExperimentDefinition } from './definition.ts';
import { searchId, studyId } from './identity.ts';
import type { StudyFacts } from './record.ts';
import type { ResultGround } from './reuse/earlier-results.ts';
import { studyOfCode } from './reuse/study-of-code.ts';

/** What is known of a study before it is opened. */
type PlannedFacts = StudyFacts & { readonly code: string; readonly search: string };

/** A study of the experiment, opened on its journal. */
export interface OpenStudy<P extends Params = Params> {
  readonly facts: PlannedFacts;
  readonly study: Study<P>;
}

/** A study that a sweep is about to open. */
export interface PlannedStudy {
  readonly facts: PlannedFacts;
  readonly sampler: SamplerConfig;
}

/** What decides which studies a definition means. */
export interface StudyGround extends ResultGround {
  readonly previous: Experiment | null;
}

/** One study per sampler: the one that goes on, or a new one where definition, data, backend or code are others. */
export function planStudies(definition: ExperimentDefinition, ground: StudyGround): readonly PlannedStudy[] {
  const { dataFingerprint, backend, code, previous } = ground;
  return definition.samplers.map((sampler) => {
    const base = studyId(definition, sampler, dataFingerprint, backend);
    const { id } = studyOfCode(base, previous?.studies ?? [], code);
    const search = searchId(definition, sampler, dataFingerprint, backend);
    return { sampler, facts: { id, sampler: sampler.kind, seed: definition.seed, code, search } };
  });
}

/** Opens the planned studies; what an earlier coordinator left is loaded. Close them all. */
export function openStudies<P extends Params>(
  definition: ExperimentDefinition<P>,
  planned: readonly PlannedStudy[],
  results: Results,
  { dataFingerprint, backend, code }: ResultGround,
): readonly OpenStudy<P>[] {
  const opened: OpenStudy<P>[] = [];
  try {
    for (const { facts, sampler } of planned) {
      const study = new Study<P>({
        id: facts.id,
        ...searchOf(definition, sampler),
        storage: new JournalStorage(results.paths(definition.name).journalFile(facts.id)),
        definition: { ...definitionJson(definition), samplers: [sampler], dataFingerprint, backend, code },
      });
      opened.push({ facts, study });
    }
  } catch (error) {
    for (const { study } of opened) study.close();
    throw error;
  }
  return opened;
}

/** What a study of the definition is made of, apart from where it is kept. */
export function searchOf<P extends Params>(
  { space, seed, pruner, objective }: ExperimentDefinition<P>,
  sampler: SamplerConfig,
): Pick<StudyOptions<P>, 'space' | 'sampler' | 'pruner' | 'direction' | 'metric'> {
  return {
    space,
    sampler: createSampler(sampler, space, seed),
    pruner: createPruner(pruner),
    ...objective,
  };
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
