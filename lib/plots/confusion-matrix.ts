import type { ConfusionRecord } from '../tracking/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText, type Figure, type FigureOptions } from './figure.ts';
import { FEW_TO_MANY } from './palette.ts';

/** One cell: how many of a true class were called what. */
export interface ConfusionCell {
  readonly truth: string;
  readonly prediction: string;
  readonly count: number;
  /** Of the examples of that true class; 0 when there is none. */
  readonly fraction: number;
  readonly correct: boolean;
}

/** The four cells, truth by truth. */
export function confusionCells({ labels, counts }: ConfusionRecord): ConfusionCell[] {
  return counts.flatMap((row, truth) => {
    const total = row[0] + row[1];
    return row.map((count, prediction) => ({
      truth: labels[truth] ?? String(truth),
      prediction: labels[prediction] ?? String(prediction),
      count,
      fraction: total === 0 ? 0 : count / total,
      correct: truth === prediction,
    }));
  });
}

/** Confusion matrix with counts and shares of the true class; the true classes run downwards. */
export function confusionMatrixFigure(confusion: ConfusionRecord, options: FigureOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  const cells = confusionCells(confusion);
  const labels = confusion.labels.map(plotText);
  const row = (truth: number): ConfusionCell[] => cells.slice(2 * truth, 2 * truth + 2);
  return {
    data: [
      {
        type: 'heatmap',
        x: labels,
        y: labels,
        z: [row(0).map(({ fraction }) => fraction), row(1).map(({ fraction }) => fraction)],
        zmin: 0,
        zmax: 1,
        colorscale: FEW_TO_MANY[theme].map(([at, color]): [number, string] => [at, color]),
        showscale: false,
        hoverinfo: 'skip',
        xgap: 3,
        ygap: 3,
      },
    ],
    layout: baseLayout(theme, {
      margin: { l: 90, r: 16, t: 16, b: 56 },
      xaxis: axis(theme, 'predicted', { showgrid: false, fixedrange: true, type: 'category' }),
      yaxis: axis(theme, 'true', {
        showgrid: false,
        fixedrange: true,
        type: 'category',
        autorange: 'reversed',
        tickangle: -90,
      }),
      annotations: cells.map(({ count, fraction }, i) => ({
        x: i % 2,
        y: Math.floor(i / 2),
        text: `<b>${count}</b><br>${(100 * fraction).toFixed(1)} %`,
        showarrow: false,
        font: { size: 15, color: theme === 'light' && fraction > 0.8 ? '#ffffff' : THEMES[theme].text },
      })),
    }),
    config: { ...CONFIG, displayModeBar: false },
  };
}
