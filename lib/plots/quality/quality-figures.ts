import type { QualityReport } from '../../quality/index.ts';
import type { Figure, Theme } from '../figure.ts';
import type { ThemedFigure } from '../report/report-figures.ts';
import { classCountsFigure } from './class-counts.ts';
import { classWordsFigure } from './class-words.ts';
import { findingHistogramFigure } from './finding-histogram.ts';
import { lengthsFigure } from './lengths.ts';
import { heapsFigure, zipfFigure } from './vocabulary-laws.ts';

/** The page's figures by name, `finding-…` for a check's histogram; one that has nothing to show is absent. */
export type QualityFigures = Readonly<Record<string, ThemedFigure>>;

/** All figures of a report in both colour schemes. */
export function qualityFigures({ statistics, findings }: QualityReport): QualityFigures {
  const { parts, lengths, vocabulary, classWords } = statistics;
  const figures: Record<string, ThemedFigure> = {
    classes: themed((theme) => classCountsFigure(parts, { theme })),
    lengths: themed((theme) => lengthsFigure(lengths, { theme })),
  };
  if (vocabulary.zipf.points.length > 1)
    figures['zipf'] = themed((theme) => zipfFigure(vocabulary, { theme }));
  if (vocabulary.heaps.points.length > 1)
    figures['heaps'] = themed((theme) => heapsFigure(vocabulary, { theme }));
  if (classWords.positive.length + classWords.negative.length > 0)
    figures['words'] = themed((theme) => classWordsFigure(classWords, { theme }));
  for (const { kind, histogram } of findings)
    if (histogram !== null && histogram.counts.some((count) => count > 0))
      figures[`finding-${kind}`] = themed((theme) => findingHistogramFigure(histogram, { theme }));
  return figures;
}

function themed(draw: (theme: Theme) => Figure): ThemedFigure {
  return { light: draw('light'), dark: draw('dark') };
}
