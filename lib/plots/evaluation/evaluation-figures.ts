import type { EvaluationReport } from '../../evaluation/index.ts';
import type { Figure, Theme } from '../figure.ts';
import type { ThemedFigure } from '../report/report-figures.ts';
import { confusionIntervalsFigure } from './confusion-intervals.ts';
import { precisionRecallFigure, riskCoverageFigure, rocFigure } from './curves.ts';
import { reliabilityFigure } from './reliability.ts';
import { slicesFigure } from './slices.ts';

/** The page's figures by name, in both colour schemes; one that has nothing to show is absent. */
export function evaluationFigures(report: EvaluationReport): Readonly<Record<string, ThemedFigure>> {
  const bothClasses = report.data.positives > 0 && report.data.positives < report.data.examples;
  const drawings: Record<string, (theme: Theme) => Figure | null> = {
    roc: (theme) => (bothClasses ? rocFigure(report, { theme }) : null),
    precisionRecall: (theme) => (bothClasses ? precisionRecallFigure(report, { theme }) : null),
    reliability: (theme) => reliabilityFigure(report, { theme }),
    riskCoverage: (theme) => riskCoverageFigure(report, { theme }),
    length: (theme) => slicesFigure(report, 'length', { theme }),
    rating: (theme) => slicesFigure(report, 'rating', { theme }),
  };
  report.models.forEach((model, at) => {
    drawings[`confusion${at}`] = (theme) => confusionIntervalsFigure(model, report, { theme });
  });
  return Object.fromEntries(
    Object.entries(drawings).flatMap(([name, draw]) => {
      const [light, dark] = [draw('light'), draw('dark')];
      return light === null || dark === null ? [] : [[name, { light, dark }]];
    }),
  );
}
