import {
  wilsonInterval,
  type EvaluatedModel,
  type EvaluationReport,
  type Interval,
} from '../../evaluation/index.ts';
import { confusionCells, confusionMatrixFigure, type ConfusionCell } from '../confusion-matrix.ts';
import { THEMES } from '../figure.ts';
import type { Figure, FigureOptions } from '../figure.ts';

/** A cell with the interval of its share. */
export interface ConfusionIntervalCell extends ConfusionCell {
  /** Wilson interval of `fraction`; null for a class that does not occur. */
  readonly interval: Interval | null;
}

/** The four cells of one model, truth by truth. */
export function confusionIntervals(
  model: EvaluatedModel,
  { labels, bootstrap }: EvaluationReport,
): readonly ConfusionIntervalCell[] {
  const { counts } = model.confusion;
  const cells = confusionCells({ part: 'test', labels, counts, examples: [] });
  return cells.map((cell, at) => {
    const row = counts[at < 2 ? 0 : 1];
    const total = row[0] + row[1];
    return {
      ...cell,
      interval: total === 0 ? null : wilsonInterval(cell.count, total, bootstrap.confidence),
    };
  });
}

/** Confusion matrix of one model: counts, shares of the true class, and the intervals of the shares. */
export function confusionIntervalsFigure(
  model: EvaluatedModel,
  report: EvaluationReport,
  options: FigureOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const { labels } = report;
  const figure = confusionMatrixFigure(
    { part: 'test', labels, counts: model.confusion.counts, examples: [] },
    options,
  );
  const percent = (value: number): string => (100 * value).toFixed(1);
  return {
    ...figure,
    layout: {
      ...figure.layout,
      annotations: confusionIntervals(model, report).map(({ count, fraction, interval }, i) => ({
        x: i % 2,
        y: Math.floor(i / 2),
        text: `<b>${count}</b><br>${percent(fraction)} %${interval === null ? '' : `<br><span style="font-size:11px">${percent(interval.low)} – ${percent(interval.high)}</span>`}`,
        showarrow: false,
        font: { size: 15, color: theme === 'light' && fraction > 0.8 ? '#ffffff' : THEMES[theme].text },
      })),
    },
  };
}
