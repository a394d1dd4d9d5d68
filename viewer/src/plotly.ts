import type { Figure } from 'sentilab/plots';

/** The two calls the page makes of plotly, which an inline script puts on the global object. */
interface Plotly {
  react(
    place: HTMLElement,
    data: Figure['data'],
    layout: Figure['layout'],
    config: Figure['config'],
  ): Promise<unknown>;
  purge(place: HTMLElement): void;
}

/** Draws a figure or changes the one that is there. */
export function drawFigure(place: HTMLElement, { data, layout, config }: Figure): void {
  void plotly().react(place, data, layout, config);
}

/** Frees what plotly holds for a place that goes away. */
export function clearFigure(place: HTMLElement): void {
  plotly().purge(place);
}

function plotly(): Plotly {
  return (globalThis as unknown as { readonly Plotly: Plotly }).Plotly;
}
