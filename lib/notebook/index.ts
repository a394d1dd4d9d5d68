/**
 * Showing things in a notebook: figures, live curves, tables, the stop button. Outside a notebook nothing is shown and
 * nothing fails. Results with their types and data frames are in `sentilab/notebook/node`.
 */
import { registerDisplays } from './displays/register.ts';

registerDisplays();

export { show } from './show.ts';
export { liveCurve, curvesFigure } from './live-curve.ts';
export type { LiveCurve, LiveCurveOptions } from './live-curve.ts';
export { liveSweep, sweepFigure } from './live-sweep.ts';
export type { LiveSweep } from './live-sweep.ts';
export { SweepProgress } from './sweep-progress.ts';
export type { TrialCurve, TrialPoint } from './sweep-progress.ts';
export { liveFigure } from './live-figure.ts';
export type { LiveFigure, LiveFigureOptions } from './live-figure.ts';
export { liveTraining } from './live-training.ts';
export type { LiveTrainingOptions } from './live-training.ts';
export { markdown } from './markdown.ts';
export type { ShownMarkdown } from './markdown.ts';
export { plots } from './results/plots.ts';
export type { Plot } from './results/plot.ts';
export type { Searches, StudyView } from './results/searches.ts';
export { compare } from './results/compare.ts';
export type { Comparable, ComparedSets, CompareSetsOptions } from './results/compare.ts';
export { ExperimentResults } from './results/experiment-results.ts';
export type { ResultsRead } from './results/experiment-results.ts';
export type { FinishedTrial, TrialResult } from './results/trial-result.ts';
export type { ExperimentName, ParamsOf, ParamsOfName } from './results/experiment-names.ts';
export { table } from './table.ts';
export type { ShownTable, TableOptions } from './table.ts';
export { interruptSignal } from './interrupt-signal.ts';
export { notebookHost } from './host.ts';
export type { FigureLike, MimeBundle, NotebookHost, ShownFigure, TableContent } from './host.ts';
