import { formatMetric } from '../../tracking/index.ts';
import { contour, type Contour } from '../../tuning/index.ts';
import { CONFIG, THEMES, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { metricTitle, tickFormat } from '../metric-axis.ts';
import { categoryColor } from '../palette.ts';
import { axisOfParameter, coordinateOf, valueText } from './parameter-places.ts';
import { selectedPoints } from './selection.ts';
import { idOf, withValue, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';
import { valueColors } from './value-colors.ts';

/**
 * The objective over two parameters: a smooth surface through the finished trials, which are its points; the best is a star.
 * Where nothing was tried there is no surface.
 *
 * @returns null with fewer than three trials that have both, or when one of them never varied
 */
export function contourFigure(
  trials: readonly ShownTrial[],
  names: readonly [string, string],
  options: SearchFigureOptions,
): Figure | null {
  const { theme = 'light', objective, scales = {}, selected } = options;
  const found = contour(trials, names, objective.direction, { scales });
  if (found === null) return null;
  const { colorscale, cmin, cmax } = valueColors(
    found.points.map(({ value }) => value),
    objective.direction,
    theme,
  );
  const format = tickFormat(objective.unit);
  const surface = {
    type: found.x.scale === 'category' || found.y.scale === 'category' ? 'heatmap' : 'contour',
    x: gridOf(found.x, found.gridX),
    y: gridOf(found.y, found.gridY),
    z: found.surface,
    colorscale,
    zmin: cmin,
    zmax: cmax,
    opacity: 0.85,
    hoverinfo: 'skip',
    connectgaps: false,
    colorbar: {
      title: { text: plotText(shortName(objective.name)) },
      thickness: 12,
      outlinewidth: 0,
      tickformat: format,
      nticks: 6,
    },
    ...(found.x.scale === 'category' || found.y.scale === 'category'
      ? {}
      : {
          contours: { coloring: 'heatmap' },
          ncontours: 14,
          line: { width: 0.6, color: THEMES[theme].axis },
        }),
  };
  return {
    data: [surface as unknown as Trace, pointTrace(trials, found, names, { theme, objective, selected })],
    layout: baseLayout(theme, {
      xaxis: axisOfParameter(theme, found.x, { showgrid: false }),
      yaxis: axisOfParameter(theme, found.y, { showgrid: false }),
      meta: { title: metricTitle(objective) },
    } as object),
    config: CONFIG,
  };
}

function pointTrace(
  trials: readonly ShownTrial[],
  { x, y }: Contour,
  [nameX, nameY]: readonly [string, string],
  {
    theme,
    objective,
    selected,
  }: Required<Pick<SearchFigureOptions, 'theme' | 'objective'>> & {
    readonly selected: ReadonlySet<string> | undefined;
  },
): Trace {
  const better = objective.direction === 'minimize' ? 1 : -1;
  const shown = withValue(trials)
    .filter(({ params }) => params[nameX] !== undefined && params[nameY] !== undefined)
    .sort((a, b) => better * (b.value - a.value));
  const last = shown.length - 1;
  const ids = shown.map(idOf);
  const trace = {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: shown.map(({ params, number }) => coordinateOf(x, params[nameX], number)),
    y: shown.map(({ params, number }) => coordinateOf(y, params[nameY], number + 0.5)),
    customdata: ids,
    text: shown.map(
      (trial) =>
        `${formatMetric(trial.value, objective.unit)}<br>${plotText(nameX)} ${valueText(trial.params[nameX])}<br>${plotText(nameY)} ${valueText(trial.params[nameY])}<br>${plotText(idOf(trial))}`,
    ),
    hovertemplate: '%{text}<extra></extra>',
    marker: {
      symbol: shown.map((_, i) => (i === last ? 'star' : 'circle')),
      size: shown.map((_, i) => (i === last ? 17 : shown.length > 500 ? 4 : 7)),
      color: shown.map((_, i) =>
        i === last ? categoryColor(1, theme) : theme === 'light' ? '#fff' : '#14171d',
      ),
      line: { color: THEMES[theme].text, width: 1.2 },
    },
    ...selectedPoints(ids, selected),
  };
  return trace as unknown as Trace;
}

function gridOf({ scale }: Contour['x'], places: readonly number[]): number[] {
  return places.map((place) => (scale === 'log' ? 10 ** place : place));
}

/** The part of a metric's name that tells most: `loss` of `validation/loss`. */
function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
