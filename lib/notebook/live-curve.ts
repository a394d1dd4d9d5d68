import { categoryColor, plotText } from '../plots/index.ts';
import { notebookHost } from './host.ts';
import type { FigureLike, ShownFigure } from './host.ts';

export interface LiveCurveOptions {
  readonly title?: string;
  /** Label of the horizontal axis. Default: step. */
  readonly x?: string;
  /** Label of the vertical axis. */
  readonly y: string;
  /** Redraw at most this often, in milliseconds. Default 300. */
  readonly everyMs?: number;
  /** Milliseconds; default the system's clock. */
  readonly now?: () => number;
}

interface Curve {
  readonly x: number[];
  readonly y: number[];
}

/** A plot that grows while a cell runs. */
export interface LiveCurve {
  /** A further point of a curve; a new name begins a new curve. */
  add(curve: string, x: number, y: number): void;
  /** Draws what has not been drawn yet. Call it when the work is done. */
  finish(): void;
}

/**
 * Shows an empty plot and draws points into it as they come. The page is redrawn now and then, not for every point, and
 * never by a timer: training keeps the event loop busy.
 */
export function liveCurve(options: LiveCurveOptions): LiveCurve {
  const { everyMs = 300, now = Date.now } = options;
  const curves = new Map<string, Curve>();
  const shown: ShownFigure | null = notebookHost()?.showFigure(liveFigure(curves, options)) ?? null;
  let drawn = now();
  let pending = false;
  function draw(): void {
    shown?.update(liveFigure(curves, options));
    drawn = now();
    pending = false;
  }
  return {
    add(name, x, y) {
      const curve = curves.get(name) ?? { x: [], y: [] };
      curves.set(name, curve);
      curve.x.push(x);
      curve.y.push(y);
      pending = true;
      if (now() - drawn >= everyMs) draw();
    },
    finish() {
      if (pending) draw();
    },
  };
}

/** The curves so far as a figure: the newest stands out, the earlier ones step back. */
export function liveFigure(
  curves: ReadonlyMap<string, { readonly x: readonly number[]; readonly y: readonly number[] }>,
  { title, x = 'step', y }: LiveCurveOptions,
): FigureLike {
  const many = curves.size > 6;
  const data = [...curves].map(([name, curve], index) => {
    const isLast = index === curves.size - 1;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: plotText(name),
      x: curve.x,
      y: curve.y,
      opacity: isLast || !many ? 1 : 0.35,
      line: { color: categoryColor(index), width: isLast ? 2.5 : 1.5 },
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
