import type { Figure, Trace } from 'sentilab/plots';

/** The calls the page makes of plotly, which an inline script puts on the global object. */
interface Plotly {
  react(
    place: HTMLElement,
    data: readonly Trace[],
    layout: Figure['layout'],
    config: Figure['config'],
  ): Promise<unknown>;
  purge(place: HTMLElement): void;
}

/** What plotly makes of the element it draws in. */
export interface PlotElement extends HTMLElement {
  readonly data?: readonly Trace[];
  on(event: string, listener: (event?: PlotEvent) => void): void;
}

/** What plotly says of a click or of a dragged-over region. */
export interface PlotEvent {
  readonly points?: readonly { readonly customdata?: unknown }[];
}

/** More points than that are drawn by WebGL: as SVG each would be an element of its own. */
const MOST_SVG_POINTS = 3000;

/** Draws a figure or changes the one that is there. */
export function drawFigure(place: HTMLElement, { data, layout, config }: Figure): void {
  const draw = (): void => {
    if (place.isConnected) void plotly().react(place, data.map(withWebGL), layout, config);
  };
  // Plotly comes after this script: at the very beginning it may not be there yet.
  if ('Plotly' in globalThis) draw();
  else document.addEventListener('DOMContentLoaded', draw, { once: true });
}

/** Frees what plotly holds for a place that goes away. */
export function clearFigure(place: HTMLElement): void {
  if (!('Plotly' in globalThis)) return;
  plotly().purge(place);
  place.classList.remove('js-plotly-plot'); // which it leaves
}

function withWebGL(trace: Trace): Trace {
  if (trace.type !== 'scatter' || !('x' in trace) || !Array.isArray(trace.x)) return trace;
  const many =
    trace.x.length > MOST_SVG_POINTS && !('fill' in trace) && !(trace.x as readonly unknown[]).includes(null);
  return many ? { ...trace, type: 'scattergl' } : trace;
}

function plotly(): Plotly {
  return (globalThis as unknown as { readonly Plotly: Plotly }).Plotly;
}
