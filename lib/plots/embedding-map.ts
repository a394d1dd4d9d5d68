import type { Points, WordSentiment } from '../embeddings/index.ts';
import { UserError } from '../errors/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText, type Figure, type FigureOptions } from './figure.ts';

/** A word on the map. */
export interface MappedWord {
  readonly word: string;
  readonly x: number;
  readonly y: number;
  /** Log ratio of its shares in positive and negative texts. */
  readonly sentiment: number;
  readonly texts: number;
  /** Whether its name is written beside it. */
  readonly labelled: boolean;
}

export interface EmbeddingMapOptions extends FigureOptions {
  /** Words whose names are written: the most opinionated ones. Default 40; the others show theirs under the mouse. */
  readonly labels?: number;
  /** Names of the axes. Default none: the axes of UMAP mean nothing. */
  readonly axes?: readonly [x: string, y: string];
  readonly title?: string;
}

/** Negative, neutral and positive: told apart by lightness in the middle and by hue at the ends, also for the colour-blind. */
const SENTIMENT = {
  light: [
    [0, '#b3400e'],
    [0.5, '#c9ced6'],
    [1, '#0062a3'],
  ],
  dark: [
    [0, '#ff8a3d'],
    [0.5, '#4f5866'],
    [1, '#5cc0ff'],
  ],
} as const;

/**
 * Words with their places and how they lean; names go to the words of the strongest sentiment on either side in
 * turn, as far as they do not write over each other.
 *
 * @throws UserError when there is not one place per word
 */
export function embeddingMapNumbers(
  words: readonly WordSentiment[],
  points: Points,
  labels = 40,
): MappedWord[] {
  if (words.length !== points.length)
    throw new UserError('There is one place per word.', {
      field: 'points',
      value: { words: words.length, points: points.length },
    });
  const named = new Set(labelledWords(words, points, labels));
  return words.map(({ word, ratio, texts }, i) => {
    const [x, y] = points[i]!;
    return { word, x, y, sentiment: ratio, texts, labelled: named.has(i) };
  });
}

/** Room that a name takes, as a share of the plane's width and height. */
const NAME = { width: 0.1, height: 0.03 };

/** The words of the strongest sentiment, one of each side in turn, that do not write over each other. */
function labelledWords(words: readonly WordSentiment[], points: Points, labels: number): number[] {
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values) || 1;
  const [width, height] = [spread(points.map(([x]) => x)), spread(points.map(([, y]) => y))];
  const strongest = words
    .map((_, i) => i)
    .sort((i, j) => Math.abs(words[j]!.ratio) - Math.abs(words[i]!.ratio));
  const sides = [
    strongest.filter((i) => words[i]!.ratio > 0),
    strongest.filter((i) => words[i]!.ratio <= 0),
  ] as const;
  const named: number[] = [];
  for (let turn = 0; turn < words.length * 2 && named.length < labels; turn++) {
    const candidate = sides[turn % 2 === 0 ? 0 : 1][Math.floor(turn / 2)];
    if (candidate === undefined) continue;
    const [x, y] = points[candidate]!;
    const free = named.every(
      (other) =>
        Math.abs(points[other]![0] - x) > NAME.width * width ||
        Math.abs(points[other]![1] - y) > NAME.height * height,
    );
    if (free) named.push(candidate);
  }
  return named;
}

/** Words on a plane, coloured by sentiment, larger the more frequent. Give the places of `umap2` or `pca2`. */
export function embeddingMapFigure(
  words: readonly WordSentiment[],
  points: Points,
  options: EmbeddingMapOptions = {},
): Figure {
  const { theme = 'light', labels = 40, axes, title } = options;
  const mapped = embeddingMapNumbers(words, points, labels);
  const reach = Math.max(0.1, ...mapped.map(({ sentiment }) => Math.abs(sentiment)));
  const most = Math.max(1, ...mapped.map(({ texts }) => texts));
  const bare = { showgrid: false, showticklabels: false, zeroline: false };
  return {
    data: [
      {
        type: 'scatter',
        mode: 'text+markers',
        x: mapped.map(({ x }) => x),
        y: mapped.map(({ y }) => y),
        text: mapped.map(({ word, labelled }) => (labelled ? plotText(word) : '')),
        textposition: 'top center',
        textfont: { size: 11, color: THEMES[theme].text },
        customdata: mapped.map(({ word, sentiment, texts }) => [plotText(word), sentiment.toFixed(2), texts]),
        hovertemplate:
          '%{customdata[0]}<br>log ratio %{customdata[1]}<br>in %{customdata[2]} texts<extra></extra>',
        marker: {
          color: mapped.map(({ sentiment }) => sentiment),
          colorscale: SENTIMENT[theme].map(([at, color]): [number, string] => [at, color]),
          cmin: -reach,
          cmax: reach,
          size: mapped.map(({ texts }) => 5 + 9 * Math.sqrt(texts / most)),
          opacity: 0.85,
          colorbar: { title: { text: '− sentiment +' }, thickness: 12, tickformat: '.1f' },
        },
      },
    ],
    layout: baseLayout(theme, {
      height: 640,
      ...(title !== undefined && { title: { text: plotText(title) } }),
      xaxis: axis(theme, axes?.[0] ?? '', bare),
      yaxis: axis(theme, axes?.[1] ?? '', bare),
      showlegend: false,
    }),
    config: CONFIG,
  };
}
