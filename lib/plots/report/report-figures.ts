import {
  runLabel,
  type Comparison,
  type ParameterScales,
  type RunRecord,
  type SweepAnalysis,
} from '../../tracking/index.ts';
import { confusionMatrixFigure } from '../confusion-matrix.ts';
import type { Figure, Theme } from '../figure.ts';
import { groupCurvesFigure } from '../group-curves.ts';
import { groupsFigure } from '../groups.ts';
import { historyFigure } from '../history.ts';
import { learningCurvesFigure } from '../learning-curves.ts';
import { parallelCoordinatesFigure } from '../parallel-coordinates.ts';
import { importanceFigure } from '../search/importance.ts';
import { edfFigure } from '../search/edf.ts';
import { samplersFigure } from '../search/samplers.ts';
import { shownTrials, type SearchFigureOptions } from '../search/shown-trial.ts';
import { sliceFigure } from '../search/slice.ts';
import { timelineFigure } from '../search/timeline.ts';

/** A figure in both colour schemes. */
export type ThemedFigure = Readonly<Record<Theme, Figure>>;

type SearchFigure = 'samplers' | 'edf' | 'timeline' | 'slices';

/** The report's figures by name; one that has nothing to show is absent. */
export type ReportFigures = Readonly<
  Partial<
    Record<
      | 'groups'
      | 'groupCurves'
      | 'history'
      | 'importance'
      | 'parallel'
      | 'curves'
      | 'confusion'
      | SearchFigure,
      ThemedFigure
    >
  >
>;

/** More configurations than that are no picture any more: then all runs are shown as pale lines. */
const MOST_CURVES = 12;

/** What the figures of a search need besides its runs. */
export interface ReportFigureOptions {
  readonly scales: ParameterScales;
  /** null: a comparison of configurations, or nothing has finished. */
  readonly analysis: SweepAnalysis | null;
  /** Runs of the same searches with other seeds too. */
  readonly repetitions: readonly RunRecord[];
}

/** As many panels as one takes in at a look, and as many bars as are broader than a pixel. */
const MOST_SLICES = 6;
const MOST_BARS = 1000;

/** Figures for the current studies' runs, each sampler's best standing out in the learning curves. */
export function reportFigures(
  runs: readonly RunRecord[],
  comparison: Comparison,
  { scales, analysis, repetitions }: ReportFigureOptions,
): ReportFigures {
  // One place per sampler, empty where nothing finished: so each keeps the colour it has in the history.
  const bests = comparison.samplers.map(({ best }) => best?.runId ?? '');
  const samplerOf = new Map(comparison.samplers.map(({ best, sampler }) => [best?.runId, sampler]));
  const confusion = runs.find(({ id }) => id === comparison.winner?.runId)?.confusion ?? null;
  const beside = comparison.objective?.metric === 'validation/loss' ? 'train/loss' : undefined;
  const themed = (draw: (theme: Theme) => Figure | null): ThemedFigure | undefined => {
    const light = draw('light');
    const dark = draw('dark');
    return light === null || dark === null ? undefined : { light, dark };
  };
  const { groups } = comparison;
  const figures = {
    groups: groups === null ? undefined : themed((theme) => groupsFigure(groups, { theme })),
    groupCurves:
      groups === null || groups.groups.length > MOST_CURVES
        ? undefined
        : themed((theme) => groupCurvesFigure(runs, groups, { theme })),
    history:
      groups !== null || comparison.samplers.length === 0
        ? undefined
        : themed((theme) => historyFigure(comparison, { theme })),
    importance:
      analysis?.mattered == null
        ? undefined
        : themed((theme) =>
            importanceFigure(analysis.mattered ?? { importance: [], interactions: [] }, { theme }),
          ),
    ...searchFigures(runs, comparison, { scales, analysis, repetitions }, themed),
    parallel: themed((theme) => parallelCoordinatesFigure(runs, { theme, scales })),
    curves: runs.every(({ epochs }) => epochs.length === 0)
      ? undefined
      : themed((theme) =>
          learningCurvesFigure(
            runs.filter(({ study }) => study !== null),
            {
              theme,
              highlight: bests,
              ...(comparison.objective && { metric: comparison.objective.metric }),
              ...(beside !== undefined && { beside }),
              nameOf: (run) => `best of ${samplerOf.get(run.id) ?? run.id}`,
            },
          ),
        ),
    confusion:
      confusion === null ? undefined : themed((theme) => confusionMatrixFigure(confusion, { theme })),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
}

function searchFigures(
  runs: readonly RunRecord[],
  { objective, samplers, winner }: Comparison,
  { scales, analysis, repetitions }: ReportFigureOptions,
  themed: (draw: (theme: Theme) => Figure | null) => ThemedFigure | undefined,
): Partial<Record<SearchFigure, ThemedFigure | undefined>> {
  if (objective === null || analysis === null) return {};
  const { metric: name, direction } = objective;
  const trials = shownTrials(runs);
  const options = (theme: Theme): SearchFigureOptions => ({
    theme,
    scales,
    objective: { name, direction, unit: winner?.metrics[name]?.unit ?? '' },
    samplers: samplers.map(({ sampler }) => sampler),
  });
  const names = (analysis.mattered?.importance ?? []).map((each) => each.name).slice(0, MOST_SLICES);
  const searched = runs.filter(({ study }) => study !== null).slice(-MOST_BARS);
  return {
    samplers: themed((theme) =>
      samplersFigure(shownTrials(repetitions), { ...options(theme), over: 'seconds' }),
    ),
    edf: themed((theme) => edfFigure(trials, options(theme))),
    timeline: themed((theme) =>
      timelineFigure(
        searched.map((run) => ({
          id: run.id,
          label: runLabel(run),
          outcome: run.outcome.kind,
          start: Date.parse(run.timing.startedAt),
          end: Date.parse(run.timing.finishedAt),
        })),
        { theme },
      ),
    ),
    slices: themed((theme) => sliceFigure(trials, names, options(theme))),
  };
}
