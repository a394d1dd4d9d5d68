import type { CoverageReport } from '../embeddings/index.ts';
import { CONFIG, axis, baseLayout, type Figure, type FigureOptions } from './figure.ts';
import { categoryColor, withAlpha } from './palette.ts';

/** What one step adds to the coverage of types and of tokens, 0 … 1. */
export interface CoverageGain {
  readonly step: string;
  readonly types: number;
  readonly tokens: number;
}

/** What each step of the search for vectors adds; the last one, `none`, is what stays without. */
export function coverageGains({ steps, coverage }: CoverageReport): CoverageGain[] {
  const gains = steps.map(({ step, coverage: after }, i) => ({
    step,
    types: after.types - (steps[i - 1]?.coverage.types ?? 0),
    tokens: after.tokens - (steps[i - 1]?.coverage.tokens ?? 0),
  }));
  return [...gains, { step: 'none', types: 1 - coverage.types, tokens: 1 - coverage.tokens }];
}

/** Two bars, of all types and of all tokens, parted by the step that found their vectors. */
export function embeddingCoverageFigure(report: CoverageReport, options: FigureOptions = {}): Figure {
  const { theme = 'light' } = options;
  // A step that found nothing has no bar and would only take a colour.
  const gains = coverageGains(report).filter(({ step, types }) => types > 0 || step === 'none');
  const last = gains.length - 1;
  return {
    data: gains.map(({ step, types, tokens }, i) => ({
      type: 'bar',
      orientation: 'h',
      name: step,
      y: ['types', 'tokens'],
      x: [types, tokens],
      marker: { color: i === last ? withAlpha('#8a93a1', 0.35) : categoryColor(i, theme) },
      hovertemplate: `%{y}: %{x:.2%}<extra>${step}</extra>`,
    })),
    layout: baseLayout(theme, {
      height: 230,
      barmode: 'stack',
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom', traceorder: 'normal' },
      xaxis: axis(theme, 'share with a vector', { tickformat: '.0%', range: [0, 1] }),
      yaxis: axis(theme, '', { autorange: 'reversed' }),
    }),
    config: CONFIG,
  };
}
