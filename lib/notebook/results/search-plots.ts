import { didYouMean } from '../../errors/index.ts';
import {
  contourFigure,
  edfFigure,
  intermediateValuesFigure,
  metricFacts,
  paretoFigure,
  rankFigure,
  samplersFigure,
  scatterMatrixFigure,
  sliceFigure,
  timelineFigure,
  type SamplersOptions,
  type ShownCurve,
} from '../../plots/index.ts';
import { runLabel } from '../../tracking/index.ts';
import { intermediateValues as reportedValues, type ParamNames, type Params } from '../../tuning/index.ts';
import type { ExperimentResults } from './experiment-results.ts';
import { nothingToDraw, plot, type Plot } from './plot.ts';
import { isResults, shownSearches, type Searches, type StudyView } from './searches.ts';

/** What has trials of one space. */
type Trials<P extends Params> = ExperimentResults<P> | StudyView<P>;

const FEW = 'Too few trials have finished.';

/** The best so far of each sampler; over several seeds its mean with the 95 % interval. */
export function samplers(searches: Searches, { over = 'trials' }: Pick<SamplersOptions, 'over'> = {}): Plot {
  const { trials, options } = shownSearches(searches);
  return plot(samplersFigure(trials, { ...options, over }) ?? nothingToDraw('samplers', FEW));
}

/** Which share of each search's trials is at least so good. */
export function edf(searches: Searches): Plot {
  const { trials, options } = shownSearches(searches);
  return plot(edfFigure(trials, options));
}

/** The objective across each parameter: all of them, or those that are named. */
export function slice<P extends Params>(of: Trials<P>, ...names: readonly ParamNames<P>[]): Plot {
  const { trials, options, names: all } = shownSearches(of);
  const figure = sliceFigure(trials, names.length === 0 ? all : names, options);
  return plot(figure ?? nothingToDraw('slice', FEW));
}

/** The objective over two parameters, between the trials as a surface. */
export function contour<P extends Params>(of: Trials<P>, x: ParamNames<P>, y: ParamNames<P>): Plot {
  const { trials, options } = shownSearches(of);
  return plot(contourFigure(trials, [x, y], options) ?? nothingToDraw('contour', FEW));
}

/** The trials over two parameters, coloured by their place in the order of all. */
export function rank<P extends Params>(of: Trials<P>, x: ParamNames<P>, y: ParamNames<P>): Plot {
  const { trials, options } = shownSearches(of);
  return plot(rankFigure(trials, [x, y], options) ?? nothingToDraw('rank', FEW));
}

/** Every parameter against every other, and the objective: all of them, or those that are named. */
export function scatterMatrix<P extends Params>(of: Trials<P>, ...names: readonly ParamNames<P>[]): Plot {
  const { trials, options, names: all } = shownSearches(of);
  const figure = scatterMatrixFigure(trials, names.length === 0 ? all : names, options);
  return plot(figure ?? nothingToDraw('scatterMatrix', FEW));
}

/** The objective of every trial on its way, the pruned ones beside those that went on. */
export function intermediateValues(of: ExperimentResults | StudyView): Plot {
  const { options } = shownSearches(of);
  const { name } = options.objective;
  const curves: readonly ShownCurve[] = isResults(of)
    ? of.trials.flatMap((trial) => curvesOf(trial, name))
    : reportedValues(of.trials, name);
  return plot(
    intermediateValuesFigure(curves, options) ??
      nothingToDraw('intermediateValues', 'The trials must report their objective.'),
  );
}

/** Who trained what when: a bar per run, a row per worker. */
export function timeline({ runs }: ExperimentResults): Plot {
  const bars = runs
    .filter(({ trial }) => trial !== null)
    .map((run) => ({
      id: run.id,
      outcome: run.outcome.kind,
      label: runLabel(run),
      start: Date.parse(run.timing.startedAt),
      end: Date.parse(run.timing.finishedAt),
    }));
  return plot(timelineFigure(bars) ?? nothingToDraw('timeline', 'A run must have ended.'));
}

/** Trials by two metrics, with the front of those that no other beats in both: `plots.pareto(found, 'test/ece', 'test/accuracy')`. */
export function pareto({ trials, runs }: ExperimentResults, x: string, y: string): Plot {
  const points = trials.flatMap(({ sampler, number, metrics }) => {
    const [a, b] = [metrics[x], metrics[y]];
    return a === undefined || b === undefined ? [] : [{ id: `${sampler} #${number}`, x: a, y: b }];
  });
  const [factsX, factsY] = [metricFacts(runs, x), metricFacts(runs, y)];
  const wanted = (facts: typeof factsX) => ({ ...facts, direction: facts.direction ?? ('minimize' as const) });
  const figure = paretoFigure(points, { x: wanted(factsX), y: wanted(factsY) });
  if (figure !== null) return plot(figure);
  const known = [...new Set(trials.flatMap(({ metrics }) => Object.keys(metrics)))];
  const unknown = [x, y].find((name) => !known.includes(name));
  return nothingToDraw(
    'pareto',
    unknown === undefined ? `No trial has both ${x} and ${y}.` : didYouMean(unknown, known),
  );
}

function curvesOf({ runs, number, sampler, state }: ExperimentResults['trials'][number], metric: string): ShownCurve[] {
  return runs.flatMap(({ epochs }) => {
    const points = epochs.flatMap(({ epoch, metrics }) => {
      const value = metrics[metric];
      return value === undefined ? [] : [{ epoch, value }];
    });
    if (points.length === 0) return [];
    const curve = { epochs: points.map(({ epoch }) => epoch), values: points.map(({ value }) => value) };
    return [{ id: `${sampler} #${number}`, number, state, ...curve }];
  });
}
