import {
  CONFIG,
  baseLayout,
  axis,
  plotText,
  type Figure,
  type FigureOptions,
  type Trace,
} from '../figure.ts';
import { FEW_TO_MANY } from '../palette.ts';
import type { SearchAnalysis } from './search-analysis.ts';

/** More parameters than that are no picture any more: the most important ones are shown. */
const MOST = 10;

/**
 * What each two parameters explain together beyond what each does alone, as a triangle; on its edge what each explains alone.
 * Parameters in the order of their importance.
 */
export function interactionsFigure(
  { importance, interactions }: Pick<SearchAnalysis, 'importance' | 'interactions'>,
  { theme = 'light' }: FigureOptions = {},
): Figure {
  const names = importance.slice(0, MOST).map(({ name }) => name);
  const share = (a: string, b: string): number =>
    a === b
      ? (importance.find(({ name }) => name === a)?.share ?? 0)
      : (interactions.find(({ names: pair }) => pair.includes(a) && pair.includes(b))?.share ?? 0);
  const z = names.map((row, i) => names.map((column, j) => (j > i ? null : share(row, column))));
  const labels = names.map(plotText);
  const trace = {
    type: 'heatmap',
    x: labels,
    y: labels,
    z,
    zmin: 0,
    zmax: Math.max(0.05, ...z.flat().map((value) => value ?? 0)),
    colorscale: FEW_TO_MANY[theme],
    showscale: false,
    xgap: 3,
    ygap: 3,
    hoverongaps: false,
    text: z.map((row) => row.map((value) => (value === null ? '' : `${Math.round(100 * value)} %`))),
    texttemplate: '%{text}',
    hovertemplate: '%{y} × %{x}: %{z:.1%} of the variance<extra></extra>',
  };
  return {
    data: [trace as unknown as Trace],
    layout: baseLayout(theme, {
      height: 140 + 46 * names.length,
      xaxis: axis(theme, '', { type: 'category', showgrid: false }),
      yaxis: axis(theme, '', { type: 'category', showgrid: false, autorange: 'reversed' }),
    }),
    config: CONFIG,
  };
}
