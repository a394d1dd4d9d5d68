import {
  contourFigure,
  edfFigure,
  interactionsFigure,
  intermediateValuesFigure,
  paretoFigure,
  rankFigure,
  samplersFigure,
  scatterMatrixFigure,
  searchAnalysis,
  shownTrials,
  sliceFigure,
  timelineFigure,
  type Figure,
  type SearchFigureOptions,
  type ShownTrial,
} from 'sentilab/plots';
import type { Comparison } from 'sentilab/tracking';
import type { CurveSet } from '../curves/curve-set.ts';
import { cellOf, cellText, type Column, type RunStore } from '../data/run-store.ts';
import { storeTrials } from '../data/store-trials.ts';
import type { Route } from '../route.ts';

/** What the views are drawn of. */
export interface ViewInput {
  readonly store: RunStore;
  /** What all views are narrowed to. */
  readonly rows: Int32Array;
  /** Parameters to draw, the most important first. */
  readonly parameters: readonly Column[];
  readonly pair: readonly [Column, Column] | null;
  /** What the Pareto front holds against the objective. */
  readonly against: Column | null;
  /** Curves of the objective; null while they are on their way, or not needed. */
  readonly curves: CurveSet | null;
  readonly comparison: Comparison;
  readonly definition: unknown;
  /** Studies whose trials may stand side by side; null: all. */
  readonly studies: ReadonlySet<string> | null;
  readonly options: SearchFigureOptions;
  readonly narrow: boolean;
}

/** As many panels as one takes in at a look. */
const MOST_SLICES = 9;
const MOST_IN_MATRIX = 5;
/** Beyond that, bars and curves are thinner than a pixel; the last ones in the table's order are left out. */
const MOST_BARS = 1500;
const MOST_CURVES = 600;
/** So many runs are enough to say what mattered, and few enough to say it at once. */
const MOST_ANALYSED = 1000;

/** The figure of a view; null when there is nothing to show. */
export function viewFigure(view: Route['view'], over: Route['over'], input: ViewInput): Figure | null {
  const { store, rows, parameters, pair, options, narrow } = input;
  const points = (columns: readonly Column[]): ShownTrial[] =>
    storeTrials(store, rows, options.objective.name, columns);
  const names = (columns: readonly Column[]): string[] => columns.map(({ title }) => title);
  switch (view) {
    case 'slices': {
      const shown = parameters.slice(0, MOST_SLICES);
      return sliceFigure(points(shown), names(shown), { ...options, columns: narrow ? 1 : 3 });
    }
    case 'contour':
      return pair === null ? null : contourFigure(points(pair), [pair[0].title, pair[1].title], options);
    case 'rank':
      return pair === null ? null : rankFigure(points(pair), [pair[0].title, pair[1].title], options);
    case 'matrix': {
      const shown = parameters.slice(0, MOST_IN_MATRIX);
      return scatterMatrixFigure(points(shown), names(shown), options);
    }
    case 'interactions':
      return interactions(input);
    case 'edf':
      return edfFigure(searched(input), options);
    case 'samplers':
      return samplersFigure(searched(input), { ...options, over });
    case 'timeline':
      return timelineFigure(timelineRuns(input), options);
    case 'intermediate':
      return intermediate(input);
    case 'pareto':
      return pareto(input);
  }
}

/** Trials of what may stand side by side: runs of folds, seeds and attempts are one trial. */
function searched({ store, rows, studies }: ViewInput): ShownTrial[] {
  const study = store.column('study');
  const own =
    studies === null || study === undefined
      ? rows
      : rows.filter((row) => studies.has(String(cellOf(study, row))));
  return shownTrials(Array.from(own, (row) => store.record(row)));
}

function interactions({ store, rows, comparison, definition, options }: ViewInput): Figure | null {
  const step = Math.max(1, Math.ceil(rows.length / MOST_ANALYSED));
  const records = Array.from(rows)
    .filter((_, i) => i % step === 0)
    .map((row) => store.record(row));
  const analysis = searchAnalysis(records, comparison, definition);
  return analysis === null ? null : interactionsFigure(analysis, options);
}

function timelineRuns({ store, rows }: ViewInput): Parameters<typeof timelineFigure>[0] {
  const [started, duration, outcome, run] = ['started', 'duration', 'outcome', 'run'].map((id) =>
    store.column(id),
  );
  if (started === undefined || duration === undefined) return [];
  return Array.from(rows.subarray(0, MOST_BARS), (row) => {
    const start = Date.parse(`${String(cellOf(started, row)).replace(' ', 'T')}Z`);
    const text = outcome === undefined ? '' : cellText(outcome, row);
    return {
      id: store.ids[row] ?? '',
      label: run === undefined ? '' : cellText(run, row),
      outcome: text.startsWith('pruned')
        ? ('pruned' as const)
        : text === 'failed'
          ? ('failed' as const)
          : ('finished' as const),
      start,
      end: start + 1000 * Number(cellOf(duration, row) ?? 0),
    };
  }).filter(({ start }) => Number.isFinite(start));
}

function intermediate({ store, rows, curves, options }: ViewInput): Figure | null {
  if (curves === null) return null;
  const outcome = store.column('outcome');
  const trial = store.column('trial');
  const shown = Array.from(rows.subarray(0, MOST_CURVES)).flatMap((row) => {
    const id = store.ids[row] ?? '';
    const points = curves.points(id, 'epoch');
    if (points === null) return [];
    const text = outcome === undefined ? '' : cellText(outcome, row);
    const state = text.startsWith('pruned')
      ? ('pruned' as const)
      : text === 'failed'
        ? ('failed' as const)
        : ('finished' as const);
    const number = Number(trial === undefined ? row : (cellOf(trial, row) ?? row));
    return [{ id, number, state, epochs: [...points.x], values: [...points.y] }];
  });
  return intermediateValuesFigure(shown, options);
}

function pareto({ store, rows, against, options }: ViewInput): Figure | null {
  const value = store.column(`metric:${options.objective.name}`);
  if (value === undefined || against === null) return null;
  const run = store.column('run');
  const outcome = store.column('outcome');
  // A pruned run has the objective of an unfinished training, and was short because of that.
  const finished = rows.filter((row) => outcome === undefined || cellText(outcome, row) === 'finished');
  const numberOf = (column: Column, row: number): number => {
    const cell = cellOf(column, row);
    return typeof cell === 'number' ? cell : NaN;
  };
  return paretoFigure(
    Array.from(finished, (row) => ({
      id: store.ids[row] ?? '',
      label: run === undefined ? '' : cellText(run, row),
      x: numberOf(against, row),
      y: numberOf(value, row),
    })),
    {
      x: {
        name: against.title,
        direction: against.direction ?? 'minimize', // times and memory: the less the better
        unit:
          against.unit ??
          (against.id === 'memory' ? 'MiB' : ['duration', 'CPU time'].includes(against.id) ? 's' : ''),
      },
      y: options.objective,
      ...(options.theme && { theme: options.theme }),
      ...(options.selected && { selected: options.selected }),
    },
  );
}
