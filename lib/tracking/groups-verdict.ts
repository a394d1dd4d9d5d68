import { formatMetric } from './format-metric.ts';
import type { Group, Groups } from './schema/groups.ts';

/** A comparison in words: the best configuration, and which differ from the baseline by more than noise. */
export function groupsVerdict(comparison: Groups): string {
  const { groups, direction, metric, unit, baseline } = comparison;
  const best = groups.reduce((a, b) =>
    (direction === 'minimize' ? b.mean < a.mean : b.mean > a.mean) ? b : a,
  );
  const sentences = [
    `${groupName(best)} has the best mean ${metric}: ${meanWords(best, unit)} over ${best.n} ${best.n === 1 ? 'repetition' : 'repetitions'}.`,
  ];
  const compared = groups.filter(({ difference }) => difference !== null);
  if (baseline === null || compared.length === 0) return sentences.join(' ');
  if (compared.every(({ difference }) => difference?.interval === null))
    return [...sentences, 'One repetition of each says nothing of noise: no ranking yet.'].join(' ');
  const beyond = compared.filter(({ difference }) => difference?.beyondNoise);
  sentences.push(
    beyond.length === 0
      ? `None of the ${compared.length} others differs from ${String(baseline)} by more than noise.`
      : `Beyond noise against ${String(baseline)}: ${beyond.map((group) => `${groupName(group)} ${differenceWords(group, unit)}`).join('; ')}.`,
  );
  if (compared.length >= 5)
    sentences.push(
      `Of ${compared.length} intervals at 95 %, ${(0.05 * compared.length).toFixed(1)} would miss 0 by chance alone.`,
    );
  return sentences.join(' ');
}

/** `stemmed`, `eda, 500`: the values that make the configuration. */
export function groupName({ params }: Pick<Group, 'params'>): string {
  return Object.values(params).map(String).join(', ');
}

/** `78.4 % [77.9, 78.9]`. */
export function meanWords({ mean, interval }: Pick<Group, 'mean' | 'interval'>, unit: string): string {
  const bounds =
    interval === null ? '' : ` [${interval.map((bound) => formatMetric(bound, unit)).join(', ')}]`;
  return `${formatMetric(mean, unit)}${bounds}`;
}

/** `+0.4 points [-0.5, +1.3]`, in points where the metric is a share. */
export function differenceWords({ difference }: Pick<Group, 'difference'>, unit: string): string {
  if (difference === null) return '';
  const isShare = unit === 'fraction';
  const words = (value: number): string => {
    const text = isShare ? (100 * value).toFixed(1) : formatMetric(value, unit);
    return value > 0 ? `+${text}` : text;
  };
  const bounds = difference.interval === null ? '' : ` [${difference.interval.map(words).join(', ')}]`;
  return `${words(difference.mean)}${isShare ? ' points' : ''}${bounds}`;
}
