import type { QualityStatistics } from '../../quality/index.ts';
import { CONFIG, axis, baseLayout, plotText, type Figure, type FigureOptions } from '../figure.ts';
import { CLASSES, classTraces } from './class-traces.ts';

/** The words that tell the classes apart, the strongest of both at the ends. */
export function classWordsFigure(
  classWords: QualityStatistics['classWords'],
  options: FigureOptions = {},
): Figure {
  const theme = options.theme ?? 'light';
  const count = CLASSES.reduce((sum, label) => sum + classWords[label].length, 0);
  return {
    data: classTraces(theme, (label, color) => {
      const words = label === 'positive' ? classWords[label] : [...classWords[label]].reverse();
      return {
        type: 'bar',
        marker: { color },
        orientation: 'h',
        y: words.map(({ word }) => plotText(word)),
        x: words.map(({ z }) => z),
        customdata: words.map(({ negative, positive }) => [negative, positive]),
        hovertemplate:
          '%{y}: %{customdata[0]:,} in negative, %{customdata[1]:,} in positive texts<extra></extra>',
      };
    }),
    layout: baseLayout(theme, {
      height: 120 + 17 * count,
      margin: { l: 100, r: 16, t: 36, b: 48 },
      bargap: 0.25,
      barmode: 'overlay',
      xaxis: axis(theme, 'standard deviations from no difference', { zeroline: true }),
      yaxis: axis(theme, '', {
        autorange: 'reversed',
        type: 'category',
        showgrid: false,
        tickfont: { size: 11 },
        dtick: 1,
      }),
    }),
    config: { ...CONFIG, displayModeBar: false },
  };
}
