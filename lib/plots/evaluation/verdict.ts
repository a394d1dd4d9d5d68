import type { EvaluatedModel, EvaluationReport } from '../../evaluation/index.ts';
import { formatMetric } from '../../tracking/index.ts';
import { intervalWords, pWords } from './tables.ts';

/** What the evaluation says, in sentences; the first is the headline. */
export function evaluationVerdict(report: EvaluationReport): readonly string[] {
  const { models, pairs, data } = report;
  const [first] = models;
  if (first === undefined) return [];
  const accuracyOf = (model: EvaluatedModel) => model.metrics.find(({ name }) => name === 'accuracy');
  const best = models.reduce((a, b) => ((accuracyOf(b)?.value ?? 0) > (accuracyOf(a)?.value ?? 0) ? b : a));
  const words = (model: EvaluatedModel): string => {
    const metric = accuracyOf(model);
    return `${formatMetric(metric?.value ?? NaN, 'fraction')} ${intervalWords(metric?.interval ?? null, 'fraction')}`;
  };
  const majority = Math.max(data.positives, data.examples - data.positives) / data.examples;
  const common = `Always saying the commoner class would reach ${formatMetric(majority, 'fraction')}.`;
  const doubts = [
    ...report.notes,
    ...models.flatMap(({ name, warnings }) =>
      Object.entries(warnings).map(
        ([reason, count]) =>
          `${name}: ${count.toLocaleString('en')} ${count === 1 ? 'prediction deserves' : 'predictions deserve'} less trust (${reason}).`,
      ),
    ),
  ];
  if (models.length === 1)
    return [
      `${first.name} gets ${words(first)} of ${data.examples.toLocaleString('en')} examples right.`,
      common,
      ...doubts,
    ];
  const decided = pairs.filter(({ first: a, second: b }) => a === best.name || b === best.name);
  const open = decided
    .filter(({ p }) => p >= 0.05)
    .map(({ first: a, second: b }) => (a === best.name ? b : a));
  return [
    `${best.name} gets most right: ${words(best)} of ${data.examples.toLocaleString('en')} examples.`,
    open.length === 0
      ? `It is ahead of every other model beyond chance (McNemar, corrected p at most ${pWords(Math.max(...decided.map(({ p }) => p)))}).`
      : `Chance alone could make the difference to ${open.join(', ')} (McNemar, corrected p ≥ 0.05).`,
    common,
    ...doubts,
  ];
}
