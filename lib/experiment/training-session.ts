import type { Dataset } from '../data/index.ts';
import { EXPERIMENT_VERSION, type Experiment, type RunRecord } from '../tracking/index.ts';
import { resolveEffects, type ResolvedEffects, type SweepEffects } from './effects.ts';
import { unprovedBackend } from './environment.ts';
import { inExperimentFolder, readPrevious } from './experiment-folder.ts';
import type { StudyFacts } from './record.ts';
import { runPlanned, type PlannedRun, type PlanOutcome } from './run-planned.ts';
import { CROSS_VALIDATION, TRAIN, trainingId, type TrainingDefinition } from './training-definition.ts';

/** A training in its folder under results/, which no other process works in meanwhile. */
export interface TrainingSession {
  readonly world: ResolvedEffects;
  readonly dataset: Dataset;
  readonly facts: StudyFacts;
  /** Records of earlier calls. */
  readonly earlier: readonly RunRecord[];
  /** Runs what is planned and has no finished record yet. */
  run(planned: readonly PlannedRun[]): Promise<PlanOutcome>;
}

/**
 * Opens a training's folder, writes its experiment.json before and after the work, and closes it.
 *
 * @param work says how it ended: only a finished training is written as such
 */
export function trainingSession<T extends { readonly state: Experiment['state'] | 'aborted' }>(
  definition: TrainingDefinition,
  effects: SweepEffects,
  work: (session: TrainingSession) => Promise<T>,
): Promise<T> {
  const world = resolveEffects(effects);
  const { results, preparer, onEvent } = world;
  return inExperimentFolder(definition.name, world, async () => {
    effects.onFolder?.(results.paths(definition.name).folder);
    const message = (text: string): void => onEvent({ kind: 'message', text });
    const dataset = await preparer.dataset(definition.config.data.source);
    const previous = readPrevious(results, definition.name, message);
    const id = trainingId(definition, dataset.fingerprint, world.backend);
    const sampler = definition.folds === null ? TRAIN : CROSS_VALIDATION;
    const facts: StudyFacts = { id, sampler, seed: definition.seed };
    const { runs: earlier, problems } = results.readRuns(definition.name);
    for (const problem of problems) message(`${problem.file}: ${problem.message}`);
    const older = (previous?.studies ?? []).filter((study) => study.id !== id);
    const { name, title, config, seed, folds, objective } = definition;
    const write = (state: Experiment['state']): void =>
      results.writeExperiment({
        schemaVersion: EXPERIMENT_VERSION,
        name,
        title,
        definition: { name, title, config, seed, objective, ...(folds !== null && { folds }) },
        studies: [
          { ...facts, current: true, dataFingerprint: dataset.fingerprint },
          ...older.map((study) => ({ ...study, current: false })),
        ],
        state,
        budget: { trials: 1, epochs: config.training.epochs },
        updatedAt: world.now().toISOString(),
      });
    write('running');
    const plan = {
      definition,
      facts,
      earlier,
      world,
      dataset,
      backend: unprovedBackend(world),
      ...(effects.resume !== undefined && { resume: effects.resume }),
    };
    const outcome = await work({
      world,
      dataset,
      facts,
      earlier,
      run: (planned) => runPlanned(plan, planned),
    });
    if (outcome.state === 'finished') write('finished');
    return outcome;
  });
}
