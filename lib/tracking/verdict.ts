import { formatMetric, formatNumber } from './format-metric.ts';
import { groupsVerdict } from './groups-verdict.ts';
import type { Comparison, Margin, Winner } from './schema/comparison.ts';

/** Differences that would be written as 0.0 points. */
const LEVEL = 0.0005;

/** What was trained without a search, by the name that stands for a sampler's. */
const NOT_SEARCHED: Readonly<Record<string, (runs: number) => string>> = {
  train: () => 'The trained model',
  cv: (runs) => `The mean of ${runs} folds`,
};

/** The verdict in words; `verdictSentences` takes it apart. */
export function verdictOf(facts: Omit<Comparison, 'schemaVersion' | 'verdict'>): string {
  const { objective, samplers, baseline, winner, margins, groups } = facts;
  if (objective === null)
    return baseline === null
      ? 'No run has been recorded yet.'
      : `No search has been recorded yet; the linear baseline ${baseline.name} reaches ${accuracyWords(baseline.heldOut)}.`;
  if (winner === null)
    return `No trial has finished yet: ${countTrials(facts)} so far, none with a value for ${objective.metric}.`;
  if (groups !== null && groups.groups.length > 0) return groupsVerdict(groups);
  const sentences = [
    headline(winner, objective, samplers),
    ...samplerSentences(
      margins.filter(({ kind }) => kind === 'sampler'),
      samplers,
    ),
    ...margins
      .filter(({ kind }) => kind === 'baseline')
      .map((margin) => baselineSentence(margin, winner.sampler)),
  ];
  if (baseline === null) sentences.push('There is no linear baseline beside it.');
  return sentences.join(' ');
}

/** The sentences of a verdict for a page, the headline first; a number is not parted from its `%`. Decimal points end none. */
export function verdictSentences(verdict: string): string[] {
  return verdict.replaceAll(' %', '\u00a0%').split(/(?<=\.)\s+(?=[A-Z])/);
}

function headline(
  winner: Winner,
  objective: { readonly metric: string },
  samplers: Comparison['samplers'],
): string {
  const searches = samplers.filter(({ best }) => best !== null).length;
  const value = `${objective.metric} ${formatMetric(winner.value, winner.metrics[objective.metric]?.unit ?? '')}`;
  const alone = samplers.length === 1 ? NOT_SEARCHED[winner.sampler] : undefined;
  if (alone !== undefined) {
    const what = alone(winner.runs);
    return `${what}: ${value}${winner.heldOut === null ? '' : `, ${accuracyWords(winner.heldOut)}`}.`;
  }
  const how = searches > 1 ? 'found the best configuration' : 'is the only search with a finished trial';
  const start = `${winner.sampler} ${how}: ${value} (trial ${winner.trial})`;
  return winner.heldOut === null ? `${start}.` : `${start}, ${accuracyWords(winner.heldOut)}.`;
}

function accuracyWords(heldOut: Winner['heldOut']): string {
  if (heldOut === null) return 'no measured accuracy';
  const part = heldOut.metric.startsWith('test/') ? 'held-out test' : 'validation';
  return `accuracy ${formatMetric(heldOut.value, 'fraction')} ± ${points(heldOut.standardError)} on ${formatNumber(heldOut.examples)} ${part} examples (± one standard error)`;
}

function samplerSentences(margins: readonly Margin[], samplers: Comparison['samplers']): string[] {
  if (margins.length === 0) return [];
  const parts = margins.map(({ difference, against }) =>
    Math.abs(difference) < LEVEL
      ? `level with the best of ${against}`
      : `${points(difference)} points ${above(difference)} the best of ${against}`,
  );
  const largest = Math.max(...margins.map(({ standardError }) => standardError));
  const beyond = margins.filter(({ beyondNoise }) => beyondNoise);
  const noise =
    beyond.length === 0
      ? `the standard error of such a difference is ${points(largest)} points, so ${margins.length === 1 ? 'it is' : 'these are'} within noise`
      : beyond.length === margins.length
        ? `the standard error of such a difference is ${points(largest)} points, so ${margins.length === 1 ? 'it is' : 'these are'} more than noise`
        : `the standard error of such a difference is ${points(largest)} points, so only the distance to ${list(beyond.map(({ against }) => against))} is more than noise`;
  const sentences = [`Its accuracy is ${list(parts)}; ${noise}.`];
  const names = samplers.map(({ sampler }) => sampler);
  if (new Set(names).size === names.length)
    sentences.push(
      'Each sampler searched once, so this tells a good configuration, not which sampler is better.',
    );
  return sentences;
}

function baselineSentence(
  { against, difference, standardError, beyondNoise }: Margin,
  sampler: string,
): string {
  const way = difference >= 0 ? 'better' : 'worse';
  if (sampler === 'cv')
    // Folds are compared in pairs, which tells more than two standard errors: `compareFolds`.
    return `On the same folds it is ${points(difference)} points ${way} than the linear baseline ${against}; the report has the paired interval.`;
  const who = sampler in NOT_SEARCHED ? 'model' : 'winner';
  const start = `Against the linear baseline ${against} the ${who} is ${points(difference)} ± ${points(standardError)} points`;
  return `${start} ${way}, which is ${beyondNoise ? 'more than' : 'within'} noise.`;
}

function countTrials({ samplers }: Pick<Comparison, 'samplers'>): string {
  const pruned = samplers.reduce((sum, { trials }) => sum + trials.pruned, 0);
  const failed = samplers.reduce((sum, { trials }) => sum + trials.failed, 0);
  return `${pruned} pruned and ${failed} failed`;
}

const above = (difference: number): string => (difference >= 0 ? 'above' : 'below');

/** Percentage points without sign, one digit. */
const points = (fraction: number): string => (100 * Math.abs(fraction)).toFixed(1);

function list(items: readonly string[]): string {
  return items.length <= 1
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;
}
