import { edf, type EdfStep } from '../../tuning/index.ts';
import { CONFIG, axis, baseLayout, plotText, type Figure, type Trace } from '../figure.ts';
import { metricTitle, tickFormat } from '../metric-axis.ts';
import { categoryColor } from '../palette.ts';
import { samplersOf, withValue, type SearchFigureOptions, type ShownTrial } from './shown-trial.ts';

const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot'] as const;

/** The distribution of one sampler's finished trials. */
export interface EdfSeries {
  readonly sampler: string;
  readonly trials: number;
  readonly steps: readonly EdfStep[];
}

/** Distributions of the objective, one per sampler that finished a trial. */
export function edfSeries(trials: readonly ShownTrial[], direction: 'minimize' | 'maximize'): EdfSeries[] {
  const finished = withValue(trials);
  return samplersOf(trials).flatMap((sampler) => {
    const values = finished.filter(({ sampler: own = '' }) => own === sampler).map(({ value }) => value);
    return values.length === 0 ? [] : [{ sampler, trials: values.length, steps: edf(values, direction) }];
  });
}

/** Which share of each sampler's trials is at least so good: a line that rises early is a search that is seldom far off. */
export function edfFigure(trials: readonly ShownTrial[], options: SearchFigureOptions): Figure {
  const { theme = 'light', objective } = options;
  const samplers = samplersOf(trials, options.samplers);
  const format = tickFormat(objective.unit);
  return {
    data: edfSeries(trials, objective.direction).map(({ sampler, trials: count, steps }): Trace => {
      const index = samplers.indexOf(sampler);
      const first = steps[0]?.value ?? 0;
      return {
        type: 'scatter',
        mode: steps.length === 1 ? 'lines+markers' : 'lines',
        name: plotText(sampler === '' ? `${count} trials` : `${sampler} (${count})`),
        x: [first, ...steps.map(({ value }) => value)],
        y: [0, ...steps.map(({ share }) => share)],
        line: {
          color: categoryColor(index, theme),
          width: 2.5,
          shape: 'hv',
          dash: DASHES[index % DASHES.length] ?? 'solid',
        },
        hovertemplate: `%{y:.0%} at least as good as %{x:${format}}<extra>${plotText(sampler)}</extra>`,
      };
    }),
    layout: baseLayout(theme, {
      xaxis: axis(theme, metricTitle(objective), { tickformat: format }),
      yaxis: axis(theme, 'share of the finished trials', { tickformat: '.0%', range: [0, 1.02] }),
      showlegend: true,
    }),
    config: CONFIG,
  };
}
