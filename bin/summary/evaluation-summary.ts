import path from 'node:path';
import pc from 'picocolors';
import type { EvaluationReport } from 'sentilab/evaluation';
import { evaluationVerdict } from 'sentilab/plots';
import { formatMetric, formatNumber } from 'sentilab/tracking';

/** The evaluation as a table for a terminal: metrics down, models across, then every two models compared. */
export function evaluationSummary(report: EvaluationReport, page: string): string {
  const { models, pairs, data } = report;
  const [first] = models;
  const rows = (first?.metrics ?? []).map(({ name, title }) => [
    title,
    ...models.map((model) => {
      const metric = model.metrics.find((each) => each.name === name);
      if (metric?.value == null) return '–';
      const show = (value: number): string => formatMetric(value, metric.unit);
      const { interval } = metric;
      return `${show(metric.value)}${interval === null ? '' : `  [${show(interval.low)}, ${show(interval.high)}]`}`;
    }),
  ]);
  const table = [
    ['', ...models.map(({ name }) => name)],
    ...rows,
    ['Threshold', ...models.map(({ threshold }) => `${formatNumber(threshold.value)} (${threshold.from})`)],
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  const lines = table.map((row, at) => {
    const text = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd();
    return at === 0 ? pc.bold(text) : text;
  });
  const compared = pairs.map(
    ({ first: a, second: b, mcnemar, p }) =>
      `${a} / ${b}: only the first right ${mcnemar.onlyFirst}, only the second ${mcnemar.onlySecond}, McNemar p ${p.toPrecision(3)}${pairs.length > 1 ? ' (Holm)' : ''}`,
  );
  const sure = models.flatMap(({ name, confidences = [] }) =>
    confidences.map(
      ({ kind, expectedError, riskCoverageArea }) =>
        `Confidence ${kind}${models.length > 1 ? ` of ${name}` : ''}: ECE ${formatMetric(expectedError, 'fraction')}, area under risk-coverage ${riskCoverageArea.toFixed(4)}`,
    ),
  );
  return [
    pc.bold(`${data.title}: ${data.examples.toLocaleString('en')} examples`),
    ...lines,
    ...sure,
    ...(compared.length > 0 ? ['', ...compared] : []),
    '',
    ...evaluationVerdict(report),
    pc.dim(`Report: ${path.relative(process.cwd(), page)}`),
    '',
  ].join('\n');
}
