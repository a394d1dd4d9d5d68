/** Records → numbers (pure) → figures (plain JSON for plotly) → a report. Runs in a browser. */
export {
  THEMES,
  plotText,
  type Figure,
  type FigureOptions,
  type ParallelCoordinatesTrace,
  type Theme,
  type Trace,
} from './figure.ts';
export { PALETTE, SYMBOLS, categoryColor, categorySymbol } from './palette.ts';
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
export { groupSeries, groupsFigure, type GroupPoint, type GroupSeries } from './groups.ts';
export {
  robustnessCurves,
  robustnessFigure,
  type RobustnessCurve,
  type RobustnessPoint,
} from './robustness.ts';
export { renderRobustnessPage, type RobustnessPageInput } from './robustness-page.ts';
export { renderReport, type ReportInput } from './report/render-report.ts';
export { renderQualityReport, type QualityPageInput } from './quality/render-quality-report.ts';
export { contentSecurityPolicy, type PolicyOptions } from './report/content-security-policy.ts';
export { escapeHtml, jsonForScript, scriptSafe } from './report/html.ts';
