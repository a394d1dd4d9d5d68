import type { Comparison, ParameterScales, RunRecord } from '../../tracking/index.ts';
import { confusionMatrixFigure } from '../confusion-matrix.ts';
import type { Figure, Theme } from '../figure.ts';
import { groupCurvesFigure } from '../group-curves.ts';
import { groupsFigure } from '../groups.ts';
import { historyFigure } from '../history.ts';
import { learningCurvesFigure } from '../learning-curves.ts';
import { parallelCoordinatesFigure } from '../parallel-coordinates.ts';
import { importanceFigure } from '../search/importance.ts';
import type { SearchAnalysis } from '../search/search-analysis.ts';

/** A figure in both colour schemes. */
export type ThemedFigure = Readonly<Record<Theme, Figure>>;

/** The report's figures by name; one that has nothing to show is absent. */
export type ReportFigures = Readonly<
  Partial<
    Record<
      'groups' | 'groupCurves' | 'history' | 'importance' | 'parallel' | 'curves' | 'confusion',
      ThemedFigure
    >
  >
>;

/** More configurations than that are no picture any more: then all runs are shown as pale lines. */
const MOST_CURVES = 12;

/** Figures for the current studies' runs, each sampler's best standing out in the learning curves. */
export function reportFigures(
  runs: readonly RunRecord[],
  comparison: Comparison,
  scales: ParameterScales,
  analysis: SearchAnalysis | null = null,
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
    importance: analysis === null ? undefined : themed((theme) => importanceFigure(analysis, { theme })),
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
