import { formatMetric } from '../../tracking/index.ts';
import { parameterAxis, type ParameterAxis } from '../../tuning/index.ts';
import { CONFIG, THEMES, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { tickFormat } from '../metric-axis.ts';
import { axisOfParameter, coordinateOf } from './parameter-places.ts';
import { selectedPoints } from './selection.ts';
import { idOf, withValue, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';
import { valueColors } from './value-colors.ts';

/**
 * Every two of the parameters and the objective against each other (the lower half of the square), the better the stronger.
 *
 * @param names parameters; those that no finished trial has are left out. More than six are no picture any more
 * @returns null with fewer than two trials, or without a parameter
 */
export function scatterMatrixFigure(
  trials: readonly ShownTrial[],
  names: readonly string[],
  options: SearchFigureOptions,
): Figure | null {
  const { theme = 'light', objective, scales = {}, selected } = options;
  const better = objective.direction === 'minimize' ? 1 : -1;
  const shown = withValue(trials).sort((a, b) => better * (b.value - a.value));
  const axes = names
    .filter((name) => shown.some(({ params }) => params[name] !== undefined))
    .map((name) => parameterAxis(name, shown, scales[name]));
  if (shown.length < 2 || axes.length === 0) return null;
  const values = shown.map(({ value }) => value);
  const ids = shown.map(idOf);
  const { colorscale, cmin, cmax } = valueColors(values, objective.direction, theme);
  const layout: Record<string, unknown> = {};
  const all = [...axes.map(({ name }) => name), objective.name];
  all.forEach((name, i) => {
    const suffix = i === 0 ? '' : String(i + 1);
    for (const way of ['x', 'y']) layout[`${way}axis${suffix}`] = axisFor(axes[i], name, options);
  });
  const trace = {
    type: 'splom',
    dimensions: [
      ...axes.map((parameter) => ({
        label: plotText(short(parameter.name)),
        values: shown.map(({ params, number }) => coordinateOf(parameter, params[parameter.name], number)),
        axis: { type: parameter.scale === 'log' ? 'log' : 'linear', matches: true },
      })),
      { label: plotText(short(objective.name)), values, axis: { type: 'linear', matches: true } },
    ],
    customdata: ids,
    text: shown.map(
      (trial) =>
        `${plotText(idOf(trial))}<br>${plotText(objective.name)} ${formatMetric(trial.value, objective.unit)}`,
    ),
    hovertemplate: '%{x} / %{y}<br>%{text}<extra></extra>',
    diagonal: { visible: false },
    showupperhalf: false,
    showlegend: false,
    marker: {
      color: values,
      colorscale,
      cmin,
      cmax,
      showscale: true,
      size: shown.length > 500 ? 4 : 7,
      line: { color: THEMES[theme].muted, width: 0.4 },
      colorbar: {
        title: { text: plotText(short(objective.name)) },
        thickness: 12,
        outlinewidth: 0,
        tickformat: tickFormat(objective.unit),
        nticks: 5,
        x: 1,
        y: 1,
        yanchor: 'top',
        len: 0.45,
      },
    },
    ...selectedPoints(ids, selected),
  };
  return {
    data: [trace as unknown as Trace],
    layout: baseLayout(theme, {
      height: 140 + 125 * all.length,
      margin: { l: 72, r: 16, t: 24, b: 60 },
      ...layout,
    }),
    config: CONFIG,
  };
}

function axisFor(
  parameter: ParameterAxis | undefined,
  name: string,
  { theme = 'light', objective }: SearchFigureOptions,
): object {
  const { grid, axis: line } = THEMES[theme];
  const shared = {
    title: { text: plotText(short(name)), font: { size: 12 } },
    gridcolor: grid,
    linecolor: line,
    zeroline: false,
    tickfont: { size: 11 },
    tickangle: 0,
    nticks: 4,
  };
  if (parameter === undefined) return { ...shared, tickformat: tickFormat(objective.unit) };
  const { tickmode, tickvals, ticktext, range, type } = axisOfParameter(theme, parameter, {}, 'narrow');
  const given = { tickmode, tickvals, ticktext, range, type };
  return {
    ...shared,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** The end of a long name: `learningRate` of `training.learningRate`. */
function short(name: string): string {
  return name.length <= 18 ? name : `…${name.slice(-17)}`;
}
