import { categoryColor, plotText } from '../plots/index.ts';
import type { FigureLike } from './host.ts';
import { liveFigure } from './live-figure.ts';
import type { LiveFigureOptions } from './live-figure.ts';

export interface LiveCurveOptions extends LiveFigureOptions {
  readonly title?: string;
  /** Label of the horizontal axis. Default: step. */
  readonly x?: string;
  /** Label of the vertical axis. */
  readonly y: string;
}

/** A plot that grows while a cell runs. */
export interface LiveCurve {
  /** A further point of a curve; a new name begins a new curve. */
  add(curve: string, x: number, y: number): void;
  /** Draws what has not been drawn yet. Call it when the work is done. */
  finish(): void;
}

interface Curve {
  readonly x: number[];
  readonly y: number[];
}

/** Shows an empty plot and draws points into it as they come. */
export function liveCurve(options: LiveCurveOptions): LiveCurve {
  const curves = new Map<string, Curve>();
  const figure = liveFigure(() => curvesFigure(curves, options), options);
  return {
    add(name, x, y) {
      const curve = curves.get(name) ?? { x: [], y: [] };
      curves.set(name, curve);
      curve.x.push(x);
      curve.y.push(y);
      figure.changed();
    },
    finish: () => figure.finish(),
  };
}

/** The curves so far as a figure: the newest stands out, the earlier ones step back. */
export function curvesFigure(
  curves: ReadonlyMap<string, { readonly x: readonly number[]; readonly y: readonly number[] }>,
  { title, x = 'step', y }: Pick<LiveCurveOptions, 'title' | 'x' | 'y'>,
): FigureLike {
  const many = curves.size > 6;
  const data = [...curves].map(([name, curve], index) => {
    const isLast = index === curves.size - 1;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: plotText(name),
      x: [...curve.x],
      y: [...curve.y],
      opacity: isLast || !many ? 1 : 0.35,
      line: { color: categoryColor(index, 'light'), width: isLast ? 2.5 : 1.5 },
      marker: { size: isLast ? 7 : 4 },
    };
  });
  const layout = {
    ...(title === undefined ? {} : { title: { text: plotText(title) } }),
    xaxis: { title: { text: plotText(x) } },
    yaxis: { title: { text: plotText(y) } },
    showlegend: curves.size > 1 && !many,
    // Plotly keeps zoom and hidden curves over a redraw as long as this stays the same.
    uirevision: 'live',
  };
  return { data, layout };
}
