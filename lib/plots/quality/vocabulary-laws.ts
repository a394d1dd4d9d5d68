import type { QualityStatistics } from '../../quality/index.ts';
import { CONFIG, THEMES, axis, baseLayout, type Figure, type FigureOptions } from '../figure.ts';
import { categoryColor } from '../palette.ts';

type Vocabulary = QualityStatistics['vocabulary'];

/** Frequency by rank with the fitted line; both axes logarithmic. */
export function zipfFigure({ zipf }: Pick<Vocabulary, 'zipf'>, options: FigureOptions = {}): Figure {
  const { slope, intercept, points } = zipf;
  return lawFigure(
    {
      x: points.map(({ rank }) => rank),
      y: points.map(({ frequency }) => frequency),
      fit: (rank) => Math.exp(intercept + slope * Math.log(rank)),
      law: `slope ${slope.toFixed(2)}`,
      title: ['rank of the word', 'occurrences'],
    },
    options,
  );
}

/** Different words by words read with the fitted power law; both axes logarithmic. */
export function heapsFigure({ heaps }: Pick<Vocabulary, 'heaps'>, options: FigureOptions = {}): Figure {
  const { k, beta, points } = heaps;
  return lawFigure(
    {
      x: points.map(({ tokens }) => tokens),
      y: points.map(({ types }) => types),
      fit: (tokens) => k * tokens ** beta,
      law: `${k.toPrecision(3)} · n^${beta.toFixed(2)}`,
      title: ['words read', 'different words'],
    },
    options,
  );
}

interface Law {
  readonly x: number[];
  readonly y: number[];
  readonly fit: (x: number) => number;
  /** The fit in words, for the legend. */
  readonly law: string;
  readonly title: readonly [x: string, y: string];
}

function lawFigure({ x, y, fit, law, title }: Law, options: FigureOptions): Figure {
  const theme = options.theme ?? 'light';
  return {
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        name: 'measured',
        x,
        y,
        marker: { color: categoryColor(0, theme), size: 6 },
        hovertemplate: `%{y:,} ${title[1]} at %{x:,}<extra></extra>`,
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: law,
        x,
        y: x.map(fit),
        line: { color: THEMES[theme].muted, width: 1.5, dash: 'dot' },
        hoverinfo: 'skip',
      },
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, title[0], { type: 'log', dtick: 1, tickformat: '~s' }),
      yaxis: axis(theme, title[1], { type: 'log', dtick: 1, tickformat: '~s' }),
    }),
    config: CONFIG,
  };
}
