import { formatMetric } from '../../tracking/index.ts';
import { parameterAxis } from '../../tuning/index.ts';
import { CONFIG, axis, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { metricTitle, tickFormat } from '../metric-axis.ts';
import { categoryColor, categorySymbol, withAlpha } from '../palette.ts';
import { axisOfParameter, coordinateOf, valueText } from './parameter-places.ts';
import { selectedPoints } from './selection.ts';
import { idOf, samplersOf, withValue, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';

export interface SliceOptions extends SearchFigureOptions {
  /** Panels beside each other at most. Default 3. */
  readonly columns?: number;
}

/** Pixels of a row of panels, with the names below it. */
const ROW = 250;
/** Pixels above the panels. */
const TOP = 60;

/**
 * The objective across each of the parameters, a panel for each, trials by sampler. All panels share the objective's axis.
 *
 * @param names parameters, in the order of the panels; those that no finished trial has are left out
 * @returns null when there is nothing to draw
 */
export function sliceFigure(
  trials: readonly ShownTrial[],
  names: readonly string[],
  options: SliceOptions,
): Figure | null {
  const { theme = 'light', objective, scales = {} } = options;
  const finished = withValue(trials);
  const shown = names.filter((name) => finished.some(({ params }) => params[name] !== undefined));
  if (shown.length === 0) return null;
  const rows = Math.ceil(shown.length / Math.max(1, options.columns ?? 3));
  const columns = Math.ceil(shown.length / rows); // no row with a single panel beside full ones
  const height = TOP + ROW * rows;
  const [gapX, gapY] = [0.05, 78 / height];
  const [wide, high] = [(1 - gapX * (columns - 1)) / columns, (1 - gapY * (rows - 1)) / rows];
  const format = tickFormat(objective.unit);
  const axes: Record<string, unknown> = {};
  const data = shown.flatMap((name, place): Trace[] => {
    const [column, row] = [place % columns, Math.floor(place / columns)];
    const suffix = place === 0 ? '' : String(place + 1);
    const parameter = parameterAxis(name, finished, scales[name]);
    const left = column * (wide + gapX);
    const top = 1 - row * (high + gapY);
    axes[`xaxis${suffix}`] = axisOfParameter(theme, parameter, {
      anchor: `y${suffix}`,
      domain: [left, Math.min(1, left + wide)],
      tickangle: 0,
      ...(columns > 1 && parameter.scale === 'linear' && { nticks: 5 }),
    } as object);
    axes[`yaxis${suffix}`] = axis(theme, column === 0 ? shortTitle(metricTitle(objective), rows) : '', {
      anchor: `x${suffix}`,
      domain: [Math.max(0, top - high), Math.min(1, top)],
      tickformat: format,
      nticks: 5,
      showticklabels: column === 0,
      ...(place === 0 ? {} : { matches: 'y' }),
    } as object);
    return panel(finished, name, parameter, suffix, { ...options, theme });
  });
  return {
    data,
    layout: baseLayout(theme, { height, margin: { l: 64, r: 16, t: TOP - 16, b: 52 }, ...axes }),
    config: CONFIG,
  };
}

function panel(
  finished: readonly (ShownTrial & { readonly value: number })[],
  name: string,
  parameter: ReturnType<typeof parameterAxis>,
  suffix: string,
  { theme, objective, selected, samplers: named }: SliceOptions & Required<Pick<SliceOptions, 'theme'>>,
): Trace[] {
  const samplers = samplersOf(finished, named);
  return samplers.flatMap((sampler, index): Trace[] => {
    const own = finished.filter(
      ({ sampler: each = '', params }) => each === sampler && params[name] !== undefined,
    );
    if (own.length === 0) return [];
    const ids = own.map(idOf);
    const trace = {
      type: 'scatter',
      mode: 'markers',
      name: plotText(sampler === '' ? 'trials' : sampler),
      legendgroup: sampler,
      showlegend: suffix === '' && samplers.length > 1,
      xaxis: `x${suffix}`,
      yaxis: `y${suffix}`,
      x: own.map(({ params, number }) => coordinateOf(parameter, params[name], number)),
      y: own.map(({ value }) => value),
      customdata: ids,
      text: own.map(
        (trial) =>
          `${formatMetric(trial.value, objective.unit)} at ${plotText(name)} ${valueText(trial.params[name])}<br>${plotText(idOf(trial))}`,
      ),
      hovertemplate: '%{text}<extra></extra>',
      marker: {
        color: withAlpha(categoryColor(index, theme), 0.75),
        symbol: categorySymbol(index),
        size: own.length > 500 ? 4 : 8,
      },
      ...selectedPoints(ids, selected),
    };
    return [trace as unknown as Trace];
  });
}

/** Beside several rows there is no room for more than the name. */
function shortTitle(title: string, rows: number): string {
  return rows > 1 ? title.replace(/,.*$/, '') : title;
}
