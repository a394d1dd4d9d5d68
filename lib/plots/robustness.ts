import type { RobustnessReport } from '../augment/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText } from './figure.ts';
import type { Figure, FigureOptions, Trace } from './figure.ts';
import { categoryColor, categorySymbol, withAlpha } from './palette.ts';

/** Accuracy at one strength, with its 95 % interval. */
export interface RobustnessPoint {
  /** 0: the texts as they are; 1 … 4. */
  readonly grade: number;
  readonly strength: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
  readonly flipped: number;
}

/** One corruption's way from the texts as they are to its highest strength. */
export interface RobustnessCurve {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly points: readonly RobustnessPoint[];
}

/** The curves, the one that costs most at its highest strength first; each begins with the texts as they are. */
export function robustnessCurves({ clean, corruptions, rows }: RobustnessReport): RobustnessCurve[] {
  const start = { grade: 0, strength: 0, flipped: 0, ...clean };
  const point = ({ grade, strength, accuracy, low, high, flipped }: RobustnessPoint): RobustnessPoint => ({
    grade,
    strength,
    accuracy,
    low,
    high,
    flipped,
  });
  return corruptions
    .map(({ name, title, unit }) => ({
      name,
      title,
      unit,
      points: [point(start), ...rows.filter(({ corruption }) => corruption === name).map(point)],
    }))
    .sort((a, b) => (a.points.at(-1)?.accuracy ?? 0) - (b.points.at(-1)?.accuracy ?? 0));
}

/** Accuracy as a function of the strength: a line for each corruption, the interval of the undamaged texts as a band. */
export function robustnessFigure(report: RobustnessReport, options: FigureOptions = {}): Figure {
  const theme = options.theme ?? 'light';
  const curves = robustnessCurves(report);
  const { clean } = report;
  const data = curves.map(({ title, unit, points }, index): Trace => {
    const color = categoryColor(index, theme);
    // After six the colours begin again: dashes tell the second six apart.
    const second = index >= 6;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: plotText(title),
      // Side by side, so that intervals of one strength can be told apart.
      x: points.map(({ grade }) => (grade === 0 ? 0 : grade + (index - (curves.length - 1) / 2) * 0.05)),
      y: points.map(({ accuracy }) => accuracy),
      error_y: {
        type: 'data',
        symmetric: false,
        array: points.map(({ grade, high, accuracy }) => (grade === 0 ? 0 : high - accuracy)),
        arrayminus: points.map(({ grade, low, accuracy }) => (grade === 0 ? 0 : accuracy - low)),
        thickness: 1,
        width: 2,
        color: withAlpha(color, 0.5),
      },
      text: points.map(
        ({ strength, low, high, flipped }) =>
          `${percent(strength)} of the ${plotText(unit)}, interval ${percent(low)} – ${percent(high)}, ${percent(flipped)} answered otherwise`,
      ),
      hovertemplate: '%{y:.1%}<br>%{text}<extra>%{fullData.name}</extra>',
      line: { color, width: 2, dash: second ? 'dash' : 'solid' },
      marker: { color, symbol: categorySymbol(index), size: 7 },
    };
  });
  return {
    data,
    layout: baseLayout(theme, {
      height: 560,
      legend: { orientation: 'h', x: 0, y: -0.2, yanchor: 'top' },
      xaxis: axis(theme, 'strength (0: the texts as they are)', {
        tickvals: [0, 1, 2, 3, 4],
        ticktext: ['0', '1', '2', '3', '4'],
        tickangle: 0,
        range: [-0.2, 4.4],
      }),
      yaxis: axis(theme, 'accuracy', { tickformat: '.0%' }),
      shapes: [
        {
          type: 'rect',
          xref: 'paper',
          x0: 0,
          x1: 1,
          y0: clean.low,
          y1: clean.high,
          fillcolor: withAlpha(THEMES[theme].muted, 0.12),
          line: { width: 0 },
          layer: 'below',
        },
      ],
    }),
    config: CONFIG,
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
