import type { Config, Data, Layout } from 'plotly.js';

/** Light or dark: figures have no background of their own, so text and lines must suit the page's. */
export type Theme = 'light' | 'dark';

/** Plotly's parallel coordinates, which its published types leave out. */
export interface ParallelCoordinatesTrace {
  readonly type: 'parcoords';
  readonly line: {
    readonly color: readonly number[];
    readonly colorscale: readonly (readonly [number, string])[];
    readonly cmin: number;
    readonly cmax: number;
    readonly showscale: boolean;
    readonly colorbar?: { readonly title: { readonly text: string }; readonly thickness: number };
  };
  readonly dimensions: readonly {
    readonly label: string;
    readonly values: readonly number[];
    readonly range: readonly [number, number];
    readonly tickvals?: readonly number[];
    readonly ticktext?: readonly string[];
  }[];
  readonly labelfont?: { readonly size: number; readonly color: string };
  readonly tickfont?: { readonly size: number; readonly color: string };
  readonly rangefont?: { readonly size: number; readonly color: string };
  readonly unselected?: { readonly line: { readonly color: string; readonly opacity: number } };
}

/** One trace of a figure. */
export type Trace = Partial<Data> | ParallelCoordinatesTrace;

/** A plot as plain JSON: hand `data`, `layout` and `config` to Plotly.newPlot. The same input gives the same figure. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Partial<Layout>;
  readonly config: Partial<Config>;
}

/** Options every figure takes. */
export interface FigureOptions {
  /** Default light. */
  readonly theme?: Theme;
}

/** Colours of everything that is not data. Text has a contrast of at least 4.5 on the page of its theme. */
export const THEMES: Readonly<
  Record<
    Theme,
    { readonly text: string; readonly muted: string; readonly grid: string; readonly axis: string }
  >
> = {
  light: { text: '#1f2430', muted: '#5b6472', grid: '#e4e7ec', axis: '#aab2bf' },
  dark: { text: '#e7eaf0', muted: '#a3adbb', grid: '#333a46', axis: '#5c6675' },
};

/** Layout that all figures share. */
export function baseLayout(theme: Theme, more: Partial<Layout> = {}): Partial<Layout> {
  const { text } = THEMES[theme];
  return {
    autosize: true,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif', size: 13, color: text },
    margin: { l: 64, r: 16, t: 36, b: 48 },
    hovermode: 'closest',
    legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' },
    ...more,
  };
}

/** An axis in the theme's colours. */
export function axis(
  theme: Theme,
  title: string,
  more: Partial<Layout['xaxis']> = {},
): Partial<Layout['xaxis']> {
  const { grid, axis: line } = THEMES[theme];
  return {
    title: { text: plotText(title), standoff: 12, font: { size: 12 } },
    gridcolor: grid,
    linecolor: line,
    zeroline: false,
    automargin: true,
    ...more,
  };
}

/** No logo, no link to anywhere, follows the width of its place. */
export const CONFIG: Partial<Config> = {
  displaylogo: false,
  responsive: true,
  modeBarButtonsToRemove: ['lasso2d', 'select2d', 'autoScale2d'],
};

/** Text out of data for a place where plotly reads markup (`<b>`, `<a>`, entities): shown as it is. */
export function plotText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
