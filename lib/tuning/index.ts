/**
 * Search for good parameters: typed spaces, samplers, pruners, ask/tell studies. Knows nothing of models or tensors.
 * Runs in a browser; the journal and worker processes are in `sentilab/tuning/node`.
 */
export type { ParamValue, Params } from './params.ts';
export { Space, space, parseSpace } from './space.ts';
export type { Constraint, ParamsOf } from './space.ts';
export type { ParamNames, ParamsOfDimensions } from './space/params-of.ts';
export type { Condition } from './space/tree.ts';
export { spaceSchema, dimensionSchema } from './space-schema.ts';
export type { SpaceJson } from './space-schema.ts';
export { float } from './dimensions/float.ts';
export type { FloatDimension, FloatOptions } from './dimensions/float.ts';
export { int } from './dimensions/int.ts';
export type { IntDimension, IntOptions } from './dimensions/int.ts';
export { categorical } from './dimensions/categorical.ts';
export type { CategoricalDimension } from './dimensions/categorical.ts';
export { boolean } from './dimensions/boolean.ts';
export { ordered } from './dimensions/ordered.ts';
export type { OrderedDimension } from './dimensions/ordered.ts';
export { branch, choice } from './dimensions/branch.ts';
export type { Branches, Branching, Dimensions } from './dimensions/branch.ts';
export { cardinality, containsValue, isChoice } from './dimensions/dimension.ts';
export type { Dimension, NumericDimension, ValueOf } from './dimensions/dimension.ts';
export { fromUnit, toUnit, unitCell } from './dimensions/unit.ts';
export type { ActiveTrial, ObservedTrial, ProposedBy, Sampler, Suggestion } from './sampler.ts';
export { DistinctSampler } from './samplers/distinct.ts';
export { GridSampler } from './samplers/grid.ts';
export type { GridOptions } from './samplers/grid.ts';
export { RandomSampler } from './samplers/random.ts';
export { SobolSampler } from './samplers/sobol.ts';
export { chooseSampler } from './samplers/auto.ts';
export type { SamplerChoice } from './samplers/auto.ts';
export { CmaEsSampler } from './samplers/cmaes.ts';
export type { CmaEsOptions } from './samplers/cmaes.ts';
export { GpSampler } from './samplers/gp.ts';
export type { GpOptions } from './samplers/gp.ts';
export { NsgaSampler } from './samplers/nsga2.ts';
export type { NsgaOptions } from './samplers/nsga2.ts';
export { TpeSampler } from './samplers/tpe.ts';
export type { TpeOptions } from './samplers/tpe.ts';
export { SAMPLER_KINDS, createSampler, samplerConfigSchema } from './samplers/index.ts';
export type { SamplerConfig } from './samplers/index.ts';
export type { IntermediateValue, PruneDecision, Pruner, PrunerTrial } from './pruners/pruner.ts';
export { NonePruner } from './pruners/none.ts';
export { HyperbandPruner } from './pruners/hyperband.ts';
export type { HyperbandOptions } from './pruners/hyperband.ts';
export { MedianPruner } from './pruners/median.ts';
export type { MedianPrunerOptions } from './pruners/median.ts';
export { PatientPruner } from './pruners/patient.ts';
export type { PatientPrunerOptions } from './pruners/patient.ts';
export { PercentilePruner } from './pruners/percentile.ts';
export type { PercentilePrunerOptions } from './pruners/percentile.ts';
export { SuccessiveHalvingPruner } from './pruners/successive-halving.ts';
export type { SuccessiveHalvingOptions } from './pruners/successive-halving.ts';
export { ThresholdPruner } from './pruners/threshold.ts';
export type { ThresholdPrunerOptions } from './pruners/threshold.ts';
export { WilcoxonPruner } from './pruners/wilcoxon.ts';
export type { WilcoxonPrunerOptions } from './pruners/wilcoxon.ts';
export { RacePruner } from './pruners/race.ts';
export type { RacePrunerOptions } from './pruners/race.ts';
export { PRUNER_KINDS, createPruner, prunerConfigSchema } from './pruners/index.ts';
export type { PrunerConfig } from './pruners/index.ts';
export { STUDY_VERSION, studyEventSchema } from './events.ts';
export type { JsonValue, StoredEvent, StudyEvent, StudyHeader, TrialError } from './events.ts';
export { replay } from './replay.ts';
export { replayAsks } from './replay-asks.ts';
export type { ReplayedAsk } from './replay-asks.ts';
export type { StudyState } from './trial-table.ts';
export type { Trial, TrialReport, TrialState } from './trial.ts';
export { Study } from './study.ts';
export type { DuplicatePolicy } from './duplicates.ts';
export { adoptTrials } from './adopt-trials.ts';
export type { AskedTrial, StudyOptions, TrialResult } from './study-options.ts';
export type { Direction } from './objectives.ts';
export type { Clock, Storage, StoredStudy } from './storage/storage.ts';
export { MemoryStorage } from './storage/memory.ts';
export { readOptunaJournal } from './exchange/read-optuna-journal.ts';
export type { ImportedStudy } from './exchange/read-optuna-journal.ts';
export { writeOptunaJournal } from './exchange/write-optuna-journal.ts';
export type { OptunaStudy } from './exchange/write-optuna-journal.ts';
export { hp } from './exchange/hyperopt/hp.ts';
export type { HpExpression, HpValue } from './exchange/hyperopt/hp.ts';
export { hyperoptSpace } from './exchange/hyperopt/hyperopt-space.ts';
export type { HyperoptSpace } from './exchange/hyperopt/hyperopt-space.ts';
export { readWandbSweep } from './exchange/wandb/read-wandb-sweep.ts';
export type { WandbSweep } from './exchange/wandb/read-wandb-sweep.ts';
export { TaskAbortedError, TaskError, WorkerDiedError } from './executor.ts';
export type {
  CoordinatorMessage,
  Executor,
  Task,
  TaskContext,
  TaskHandler,
  TaskHooks,
  TaskOutcome,
  WorkerMessage,
} from './executor.ts';
export { InProcessExecutor } from './executors/in-process.ts';
export { runStudy } from './run-study.ts';
export type { RunEvent, RunStudyOptions, RunStudyResult, TrialCallback } from './run-options.ts';
export { TrialTimeoutError } from './run-trial.ts';
export type { StopDecision, Terminator, TerminatorTrial } from './terminators/terminator.ts';
export { TERMINATOR_KINDS, createTerminator, terminatorConfigSchema } from './terminators/index.ts';
export type { TerminatorConfig } from './terminators/index.ts';
export { NoImprovementTerminator } from './terminators/no-improvement.ts';
export { RegretTerminator } from './terminators/regret.ts';
export { TargetTerminator } from './terminators/target.ts';
export { askTerminator } from './terminators/ask-terminator.ts';
export { evolve } from './pbt/evolve.ts';
export type { EvolveOptions, PopulationMember, PopulationMove } from './pbt/evolve.ts';
export { runPopulation } from './pbt/run-population.ts';
export type { PopulationOptions, PopulationState, PopulationTrainer } from './pbt/run-population.ts';
export { overSeeds, scoreInterval } from './over-seeds.ts';
export type { ScoreInterval, SeedRun } from './over-seeds.ts';
export { trialRows } from './trial-rows.ts';
export type { TrialRow } from './trial-rows.ts';
export { TrialPruned, optimize } from './optimize.ts';
export type { ObjectiveContext, OptimizeOptions } from './optimize.ts';
export { byRunStudy, optimizeByRun } from './by-run/optimize-by-run.ts';
export type { ByRunOptions } from './by-run/optimize-by-run.ts';
export type { TrialByRun } from './by-run/trial-by-run.ts';
export { relativeSpace } from './by-run/relative-space.ts';
export { fanova } from './analysis/fanova.ts';
export type { Fanova, FanovaOptions, Importance, Interaction } from './analysis/fanova.ts';
export { pedAnova } from './analysis/ped-anova.ts';
export type { Divergence, PedAnovaOptions } from './analysis/ped-anova.ts';
export { scoredTrials } from './analysis/scored.ts';
export type { AnalysedTrial, Scored } from './analysis/scored.ts';
export { edf } from './analysis/edf.ts';
export type { EdfStep } from './analysis/edf.ts';
export { bestSoFar, bestSoFarBand } from './analysis/best-so-far.ts';
export type { BestSoFar } from './analysis/best-so-far.ts';
export { bordaRanks, mannWhitney, meanRanks, probabilityLower } from './analysis/rank-tests.ts';
export type { MannWhitney } from './analysis/rank-tests.ts';
export { compareSamplers } from './analysis/compare-samplers.ts';
export type {
  SamplerComparison,
  SamplerPair,
  SamplerResult,
  SearchRun,
} from './analysis/compare-samplers.ts';
export { bestOverTime } from './analysis/best-over-time.ts';
export type { BestAfter } from './analysis/best-over-time.ts';
export { contour } from './analysis/contour.ts';
export type { Contour, ContourOptions, ContourPoint } from './analysis/contour.ts';
export { intermediateValues } from './analysis/intermediate-values.ts';
export type { IntermediateCurve } from './analysis/intermediate-values.ts';
export { parameterAxis, placeOn, placesOfRange } from './analysis/parameter-axis.ts';
export type { ParameterAxis } from './analysis/parameter-axis.ts';
export { paretoFront } from './analysis/pareto-front.ts';
export { rankShares } from './analysis/rank-shares.ts';
export { timeline } from './analysis/timeline.ts';
export type { Timed, Timeline, TimelineBar } from './analysis/timeline.ts';
export { narrowSpace } from './analysis/narrow-space.ts';
export type { NarrowOptions, Narrowed } from './analysis/narrow-space.ts';
export { spaceCode } from './analysis/space-code.ts';
export { hypervolume, referencePoint } from './pareto/hypervolume.ts';
