import { UserError } from '../../errors/index.ts';
import {
  confusionMatrixFigure,
  groupCurvesFigure,
  groupsFigure,
  historyFigure,
  importanceFigure,
  learningCurvesFigure,
  parallelCoordinatesFigure,
  searchAnalysis,
} from '../../plots/index.ts';
import { Rng } from '../../random/index.ts';
import { parameterScales, runLabel, type RunRecord } from '../../tracking/index.ts';
import { fanova, type Fanova } from '../../tuning/index.ts';
import type { ExperimentResults } from './experiment-results.ts';
import { nothingToDraw, plot, type Plot } from './plot.ts';
import {
  contour,
  edf,
  intermediateValues,
  pareto,
  rank,
  samplers,
  scatterMatrix,
  slice,
  timeline,
} from './search-plots.ts';
import { comparisonOf, isResults, type Searches, type StudyView } from './searches.ts';
import type { TrialResult } from './trial-result.ts';

/** Figures of results and of studies, each by the name one would guess. End a cell with one, or `show` it. */
export const plots = {
  history,
  importance,
  ...{ samplers, edf, slice, contour, rank, scatterMatrix, intermediateValues, timeline, pareto },
  parallelCoordinates,
  learningCurves,
  confusionMatrix,
  groups,
};

/** Every trial's objective, and the best so far of each search. `plots.history({ random, tpe })` names studies of one's own. */
function history(searches: Searches): Plot {
  return plot(historyFigure(comparisonOf(searches)));
}

/**
 * Which part of the objective's variance each parameter explains, and pairs of them (fANOVA).
 *
 * @throws UserError when the finished trials are too few to say
 */
function importance(of: ExperimentResults | StudyView): Plot {
  const found: Pick<Fanova, 'importance' | 'interactions'> | null = isResults(of)
    ? searchAnalysis(of.runs, of.comparison, of.definition)
    : fanova(of.space, of.trials, of.direction, new Rng(1));
  if (found === null)
    throw new UserError('The finished trials are too few to say what mattered.', {
      field: 'plots.importance',
      fix: 'Run at least eight; of a comparison look at plots.groups.',
    });
  return plot(importanceFigure(found));
}

/**
 * Every finished trial as a line across its parameters to the objective.
 *
 * @throws UserError with fewer than two finished trials
 */
function parallelCoordinates({ runs, definition }: ExperimentResults): Plot {
  const figure = parallelCoordinatesFigure(runs, { scales: parameterScales(definition) });
  return plot(figure ?? nothingToDraw('parallelCoordinates', 'Two trials must have finished.'));
}

/** Curves of all trials over the epochs; the best of each search stands out, its training loss is dotted. */
function learningCurves({ runs, comparison }: ExperimentResults): Plot {
  const searched = runs.filter(({ study }) => study !== null);
  const { objective, groups, samplers } = comparison;
  if (groups !== null)
    return plot(groupCurvesFigure(searched, groups) ?? nothingToDraw('learningCurves', 'A run must have finished.'));
  const labels = new Map(searched.map((run) => [run.id, `best: ${runLabel(run)}`]));
  return plot(
    learningCurvesFigure(searched, {
      highlight: samplers.map(({ best }) => best?.runId ?? ''),
      ...(objective !== null && { metric: objective.metric }),
      ...(objective?.metric === 'validation/loss' && { beside: 'train/loss' }),
      nameOf: ({ id }) => labels.get(id) ?? id,
    }),
  );
}

/**
 * Right and wrong answers on the held-out part: of the best trial, or of the one given.
 *
 * @throws UserError when the run kept none
 */
function confusionMatrix(of: ExperimentResults | TrialResult | RunRecord): Plot {
  const run = isResults(of) ? of.best.runs[0] : 'runs' in of ? of.runs[0] : of;
  const confusion = run?.confusion ?? nothingToDraw('confusionMatrix', 'A run that finished keeps its matrix.');
  return plot(confusionMatrixFigure(confusion));
}

/**
 * A comparison's configurations: means over their repetitions with 95 % intervals.
 *
 * @throws UserError for a search, which has no repetitions
 */
function groups({ comparison }: ExperimentResults): Plot {
  return plot(groupsFigure(comparison.groups ?? nothingToDraw('groups', 'A search has plots.history instead.')));
}
