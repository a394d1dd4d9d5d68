import type { EvaluatedModel, EvaluationReport } from '../../evaluation/index.ts';
import { formatNumber } from '../../tracking/index.ts';
import { CONFIG, THEMES, axis, baseLayout, plotText } from '../figure.ts';
import type { Figure, FigureOptions, Theme, Trace } from '../figure.ts';
import { categoryColor } from '../palette.ts';

/** Which curve of a report. */
export type CurveKind = 'roc' | 'precisionRecall' | 'riskCoverage';

/** One model's curve with its area. */
export interface CurveSeries {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** null where it is not defined. */
  readonly area: number | null;
}

const AREAS = { roc: 'rocAuc', precisionRecall: 'prAuc', riskCoverage: 'aurc' } as const;

/** The curves of all models for which they are defined. */
export function curveSeries({ models }: EvaluationReport, kind: CurveKind): readonly CurveSeries[] {
  return models.flatMap((model): CurveSeries[] => {
    const curve = model.curves[kind];
    if (curve === null) return [];
    // As long as nothing is found, precision is that of a few mistakes: a spike at the edge that adds no area.
    const points = kind === 'precisionRecall' ? curve.filter(([recall]) => recall > 0) : curve;
    return [
      {
        name: model.name,
        x: points.map(([x]) => x),
        y: points.map(([, y]) => y),
        area: valueOf(model, AREAS[kind]),
      },
    ];
  });
}

/** ROC curve; the dotted diagonal is a coin's. */
export function rocFigure(report: EvaluationReport, options: FigureOptions = {}): Figure {
  return figure(report, 'roc', options, {
    area: 'AUC',
    x: 'false positive rate (1 − specificity)',
    y: 'true positive rate (recall)',
    reference: [0, 0, 1, 1],
    shape: 'linear',
  });
}

/** Precision over recall, in steps as its area is counted; the dotted line is a coin's: the share of positives. */
export function precisionRecallFigure(report: EvaluationReport, options: FigureOptions = {}): Figure {
  const share = report.data.positives / report.data.examples;
  return figure(report, 'precisionRecall', options, {
    area: 'AP',
    x: 'recall',
    y: 'precision',
    reference: [0, share, 1, share],
    // Precision holds from the point before up to this recall: a step backwards.
    shape: 'vh',
  });
}

/** Error rate among the surest predictions over the share that is answered. */
export function riskCoverageFigure(report: EvaluationReport, options: FigureOptions = {}): Figure {
  const drawn = figure(report, 'riskCoverage', options, {
    area: 'AURC',
    x: 'share of examples answered, the surest first',
    y: 'error rate among them',
    reference: null,
    shape: 'linear',
  });
  return {
    ...drawn,
    layout: { ...drawn.layout, yaxis: { ...drawn.layout.yaxis, range: [0, riskTop(report)] } },
  };
}

/** The first few answers make the curve jump: the axis ends a little above what is seen from 5 % coverage on. */
function riskTop(report: EvaluationReport): number {
  const seen = curveSeries(report, 'riskCoverage').flatMap(({ x, y }) =>
    y.filter((_, i) => (x[i] ?? 0) >= 0.05),
  );
  return Math.min(1, Math.max(0.02, ...seen) * 1.15);
}

interface Look {
  readonly area: string;
  readonly x: string;
  readonly y: string;
  readonly reference: readonly [number, number, number, number] | null;
  readonly shape: 'linear' | 'vh';
}

function figure(
  report: EvaluationReport,
  kind: CurveKind,
  { theme = 'light' }: FigureOptions,
  look: Look,
): Figure {
  const data = curveSeries(report, kind).map(({ name, x, y, area }, index): Trace => {
    const label = `${plotText(name)}${area === null ? '' : ` (${look.area} ${formatNumber(area)})`}`;
    return {
      type: 'scatter',
      mode: x.length === 1 ? 'markers' : 'lines',
      name: label,
      x: [...x],
      y: [...y],
      hovertemplate: `${look.x} %{x:.1%}<br>${look.y} %{y:.1%}<extra>${plotText(name)}</extra>`,
      line: {
        color: categoryColor(index, theme),
        width: 2.2,
        shape: look.shape,
        dash: index < 6 ? 'solid' : 'dash',
      },
    };
  });
  return {
    data,
    layout: baseLayout(theme, {
      showlegend: true,
      xaxis: axis(theme, look.x, { range: [0, 1], tickformat: '.0%' }),
      yaxis: axis(theme, look.y, { range: [0, 1.01], tickformat: '.0%' }),
      shapes: look.reference === null ? [] : [line(look.reference, theme)],
    }),
    config: CONFIG,
  };
}

function line([x0, y0, x1, y1]: readonly [number, number, number, number], theme: Theme) {
  return {
    type: 'line' as const,
    x0,
    y0,
    x1,
    y1,
    line: { color: THEMES[theme].muted, width: 1.5, dash: 'dot' as const },
  };
}

function valueOf(model: EvaluatedModel, metric: string): number | null {
  return model.metrics.find(({ name }) => name === metric)?.value ?? null;
}
