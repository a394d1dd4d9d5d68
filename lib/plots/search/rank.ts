import { formatMetric } from '../../tracking/index.ts';
import { parameterAxis, rankShares } from '../../tuning/index.ts';
import { CONFIG, THEMES, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { BEST_TO_WORST } from '../palette.ts';
import { axisOfParameter, coordinateOf, valueText } from './parameter-places.ts';
import { selectedPoints } from './selection.ts';
import { idOf, withValue, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';

/**
 * Finished trials over two parameters, coloured by where they stand among all of them: unlike colours by value, one very poor
 * trial does not make all others look alike.
 *
 * @returns null when no trial has both parameters
 */
export function rankFigure(
  trials: readonly ShownTrial[],
  [nameX, nameY]: readonly [string, string],
  options: SearchFigureOptions,
): Figure | null {
  const { theme = 'light', objective, scales = {}, selected } = options;
  const finished = withValue(trials);
  const shares = rankShares(
    finished.map(({ value }) => (objective.direction === 'minimize' ? value : -value)),
  );
  const shown = finished
    .map((trial, i) => ({ trial, share: shares[i] ?? 0.5 }))
    .filter(({ trial: { params } }) => params[nameX] !== undefined && params[nameY] !== undefined)
    // The best are drawn last: none is hidden.
    .sort((a, b) => b.share - a.share);
  if (shown.length === 0) return null;
  const x = parameterAxis(nameX, finished, scales[nameX]);
  const y = parameterAxis(nameY, finished, scales[nameY]);
  const ids = shown.map(({ trial }) => idOf(trial));
  const trace = {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: shown.map(({ trial }) => coordinateOf(x, trial.params[nameX], trial.number)),
    y: shown.map(({ trial }) => coordinateOf(y, trial.params[nameY], trial.number + 0.5)),
    customdata: ids,
    text: shown.map(
      ({ trial, share }) =>
        `${formatMetric(trial.value, objective.unit)}, better than ${Math.round(100 * (1 - share))} %<br>${plotText(nameX)} ${valueText(trial.params[nameX])}<br>${plotText(nameY)} ${valueText(trial.params[nameY])}<br>${plotText(idOf(trial))}`,
    ),
    hovertemplate: '%{text}<extra></extra>',
    marker: {
      color: shown.map(({ share }) => share),
      colorscale: BEST_TO_WORST[theme],
      cmin: 0,
      cmax: 1,
      size: shown.length > 500 ? 7 : 11,
      line: { color: THEMES[theme].muted, width: 0.7 },
      colorbar: {
        title: { text: 'rank' },
        thickness: 12,
        outlinewidth: 0,
        tickvals: [0, 0.25, 0.5, 0.75, 1],
        ticktext: ['best', '25 %', '50 %', '75 %', 'worst'],
      },
    },
    ...selectedPoints(ids, selected),
  };
  return {
    data: [trace as unknown as Trace],
    layout: baseLayout(theme, {
      xaxis: axisOfParameter(theme, x),
      yaxis: axisOfParameter(theme, y),
    }),
    config: CONFIG,
  };
}
