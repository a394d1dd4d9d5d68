import type { EpochRecord } from '../tracking/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText } from './figure.ts';
import type { Figure, FigureOptions, Theme, Trace } from './figure.ts';
import { tickFormat } from './metric-axis.ts';
import { categoryColor, categorySymbol } from './palette.ts';

/** One training to be shown: a run's record has all of it but the name. */
export interface ShownTraining {
  readonly name: string;
  readonly epochs: readonly EpochRecord[];
  readonly bestEpoch: number | null;
}

/** One metric of one training over its epochs. */
export interface TrainingSeries {
  /** Place of the training in the list. */
  readonly training: number;
  readonly metric: string;
  readonly epochs: readonly number[];
  readonly values: readonly number[];
  /** The best epoch's value; null when there is none. */
  readonly best: { readonly epoch: number; readonly value: number } | null;
}

/** One panel: what is drawn over each other. */
export interface TrainingPanel {
  readonly title: string;
  readonly unit: 'nats' | 'fraction' | '';
  /** The first metric is drawn solid, the second dotted. */
  readonly series: readonly TrainingSeries[];
}

const PANELS = [
  { title: 'loss in nats', unit: 'nats', metrics: ['validation/loss', 'train/loss'] },
  { title: 'validation accuracy', unit: 'fraction', metrics: ['validation/accuracy'] },
  { title: 'learning rate', unit: '', metrics: ['train/learning-rate'] },
  { title: 'gradient norm', unit: '', metrics: ['train/gradient-norm'] },
] as const;

/** The curves of trainings by panel; a panel that no training has numbers for is left out. */
export function trainingPanels(trainings: readonly ShownTraining[]): TrainingPanel[] {
  return PANELS.map(({ title, unit, metrics }) => ({
    title,
    unit,
    series: trainings.flatMap(({ epochs, bestEpoch }, training) =>
      metrics.flatMap((metric): TrainingSeries[] => {
        const points = epochs.flatMap(({ epoch, metrics: of }) => {
          const value = of[metric];
          return value === undefined ? [] : [{ epoch, value }];
        });
        if (points.length === 0) return [];
        return [
          {
            ...{ training, metric },
            epochs: points.map(({ epoch }) => epoch),
            values: points.map(({ value }) => value),
            best: points.find(({ epoch }) => epoch === bestEpoch) ?? null,
          },
        ];
      }),
    ),
  })).filter(({ series }) => series.length > 0);
}

/**
 * How trainings went: losses (validation solid, training dotted), accuracy, and learning rate and gradient norm where they
 * were recorded (`details` of `fit`), one panel below the other. A large mark is the best epoch, whose weights were kept.
 */
export function trainingHistoryFigure(
  trainings: readonly ShownTraining[],
  { theme = 'light' }: FigureOptions = {},
): Figure {
  const panels = trainingPanels(trainings);
  const last = Math.max(1, ...trainings.flatMap(({ epochs }) => epochs.map(({ epoch }) => epoch)));
  const gap = panels.length > 1 ? 0.1 : 0;
  const height = (1 - gap * (panels.length - 1)) / Math.max(1, panels.length);
  const layout: Record<string, unknown> = {};
  const data = panels.flatMap(({ title, unit, series }, index) => {
    const suffix = index === 0 ? '' : String(index + 1);
    const top = 1 - index * (height + gap);
    const format = unit === 'fraction' ? tickFormat(unit) : '.3~g';
    const lowest = index === panels.length - 1;
    layout[`xaxis${suffix}`] = axis(theme, lowest ? 'epoch' : '', {
      anchor: `y${suffix}`,
      range: [0.7, last + 0.3],
      tickformat: 'd',
      dtick: Math.max(1, Math.ceil(last / 10)),
      showticklabels: lowest,
    } as object);
    layout[`yaxis${suffix}`] = axis(theme, title, {
      anchor: `x${suffix}`,
      domain: [Math.max(0, top - height), top],
      tickformat: format,
    } as object);
    return series.map((curve) => trace(curve, trainings, { theme, suffix, format, first: index === 0 }));
  });
  return {
    data,
    layout: baseLayout(theme, { height: 120 + 200 * panels.length, ...layout }),
    config: CONFIG,
  };
}

function trace(
  { training, metric, epochs, values, best }: TrainingSeries,
  trainings: readonly ShownTraining[],
  how: { readonly theme: Theme; readonly suffix: string; readonly format: string; readonly first: boolean },
): Trace {
  const color = categoryColor(training, how.theme);
  const name = plotText(trainings[training]?.name ?? '');
  const beside = metric === 'train/loss';
  const isBest = epochs.map((epoch) => !beside && epoch === best?.epoch);
  const trace = {
    type: 'scatter',
    mode: 'lines+markers',
    name: beside ? `${name}, training loss` : name,
    legendgroup: name,
    showlegend: how.first && (!beside || trainings.length === 1),
    xaxis: `x${how.suffix}`,
    yaxis: `y${how.suffix}`,
    x: [...epochs],
    y: [...values],
    text: isBest.map((is) => (is ? '<br>best epoch' : '')),
    hovertemplate: `%{y:${how.format}}<br>epoch %{x}%{text}<extra>${name}, ${plotText(metric)}</extra>`,
    line: { color, width: beside ? 1.5 : 2.5, dash: beside ? 'dot' : 'solid' },
    marker: {
      color,
      symbol: categorySymbol(training),
      size: isBest.map((is) => (is ? 13 : beside ? 3 : 6)),
      line: { color: THEMES[how.theme].text, width: isBest.map((is) => (is ? 2 : 0)) },
    },
  };
  return trace as Trace;
}
