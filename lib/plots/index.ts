/** Records → numbers (pure) → figures (plain JSON for plotly) → a report. Runs in a browser. */
export {
  CONFIG,
  THEMES,
  axis,
  baseLayout,
  plotText,
  type Figure,
  type FigureOptions,
  type ParallelCoordinatesTrace,
  type Theme,
  type Trace,
} from './figure.ts';
export { BEST_TO_WORST, PALETTE, SYMBOLS, categoryColor, categorySymbol, withAlpha } from './palette.ts';
export { metricFacts, metricTitle, tickFormat } from './metric-axis.ts';
export { historyNumbers, historyFigure, type HistorySeries } from './history.ts';
export {
  parallelCoordinates,
  parallelCoordinatesFigure,
  type ParallelAxis,
  type ParallelCoordinates,
  type ParallelCoordinatesOptions,
} from './parallel-coordinates.ts';
export {
  learningCurves,
  learningCurvesFigure,
  type LearningCurve,
  type LearningCurvesOptions,
} from './learning-curves.ts';
export { confusionCells, confusionMatrixFigure, type ConfusionCell } from './confusion-matrix.ts';
export { groupCurves, groupCurvesFigure, type GroupCurve } from './group-curves.ts';
export { groupSeries, groupsFigure, type GroupPoint, type GroupSeries } from './groups.ts';
export {
  robustnessCurves,
  robustnessFigure,
  type RobustnessCurve,
  type RobustnessPoint,
} from './robustness.ts';
export { renderRobustnessPage, type RobustnessPageInput } from './robustness-page.ts';
export {
  embeddingMapFigure,
  embeddingMapNumbers,
  type EmbeddingMapOptions,
  type MappedWord,
} from './embedding-map.ts';
export { coverageGains, embeddingCoverageFigure, type CoverageGain } from './embedding-coverage.ts';
export {
  trainingHistoryFigure,
  trainingPanels,
  type ShownTraining,
  type TrainingPanel,
  type TrainingSeries,
} from './training-history.ts';
export { lrFinderFigure } from './lr-finder.ts';
export { lrFinderVerdict, renderLrFinderPage, type LrFinderPageInput } from './lr-finder-page.ts';
export { foldSeries, foldsFigure, type FoldSeries } from './folds.ts';
export { renderTraining, type ModelParts, type TrainingPageInput } from './training/render-training.ts';
export {
  crossValidationVerdict,
  renderCrossValidation,
  type CrossValidationPageInput,
} from './training/render-cross-validation.ts';
export { renderReport, type ReportInput } from './report/render-report.ts';
export { renderQualityReport, type QualityPageInput } from './quality/render-quality-report.ts';
export { contentSecurityPolicy, type PolicyOptions } from './page/content-security-policy.ts';
export { escapeHtml, jsonForScript, scriptSafe } from './page/html.ts';
export {
  calibrationError,
  reliabilityFigure,
  reliabilitySeries,
  runReliabilityFigure,
  type ReliabilitySeries,
} from './evaluation/reliability.ts';
export {
  curveSeries,
  precisionRecallFigure,
  riskCoverageFigure,
  rocFigure,
  type CurveKind,
  type CurveSeries,
} from './evaluation/curves.ts';
export {
  confusionIntervals,
  confusionIntervalsFigure,
  type ConfusionIntervalCell,
} from './evaluation/confusion-intervals.ts';
export { sliceSeries, slicesFigure, type SliceKind, type SliceSeries } from './evaluation/slices.ts';
export { evaluationVerdict } from './evaluation/verdict.ts';
export { renderEvaluation, type EvaluationPageInput } from './evaluation/render-evaluation.ts';
export { importanceFigure } from './search/importance.ts';
export { contourFigure } from './search/contour.ts';
export { edfFigure, edfSeries, type EdfSeries } from './search/edf.ts';
export { importantParameters } from './search/important-parameters.ts';
export { interactionsFigure } from './search/interactions.ts';
export { intermediateValuesFigure, type ShownCurve } from './search/intermediate-values.ts';
export { paretoFigure, type ParetoOptions, type ParetoPoint } from './search/pareto-front.ts';
export { rankFigure } from './search/rank.ts';
export { samplersFigure, type SamplersOptions } from './search/samplers.ts';
export { scatterMatrixFigure } from './search/scatter-matrix.ts';
export { shownTrials, type SearchFigureOptions, type ShownTrial } from './search/shown-trial.ts';
export { selectedPoints, type SelectedPoints } from './search/selection.ts';
export { sliceFigure, type SliceOptions } from './search/slice.ts';
export { timelineFigure, type TimelineOptions, type TimelineRun } from './search/timeline.ts';
export { sweepAnalysis, sweepSentences } from './search/sweep-analysis.ts';
export { analysisSentences, searchAnalysis, type SearchAnalysis } from './search/search-analysis.ts';
