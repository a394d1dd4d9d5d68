import { differenceWords, meanWords, setsVerdict, type MetricDifference } from 'sentilab/tracking';
import type { ResolvedPair } from './resolve.ts';

/** Metric of the headline: held-out accuracy where there is one, else the first. */
export function headline(differences: readonly MetricDifference[]): MetricDifference | undefined {
  return differences.find(({ metric }) => metric === 'test/accuracy') ?? differences[0];
}

/** The comparison as lines of text for a terminal. */
export function textReport({ a, b }: ResolvedPair, differences: readonly MetricDifference[]): string {
  const first = headline(differences);
  const lines = [`A ${a.title}: ${count(a.runs.length)}`, `B ${b.title}: ${count(b.runs.length)}`, ''];
  for (const each of differences) lines.push(`${each === first ? '*' : ' '} ${setsVerdict(each)}`);
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown, fit for a pull request's comment. */
export function markdownReport({ a, b }: ResolvedPair, differences: readonly MetricDifference[]): string {
  const first = headline(differences);
  const row = ({
    metric,
    unit,
    a: from,
    b: to,
    difference,
    interval,
    verdict,
    pairs,
  }: MetricDifference): string => {
    const stats = { n: pairs, mean: difference, sd: null, interval, beyondNoise: false };
    const cells = [
      metric,
      meanWords(from, unit),
      meanWords(to, unit),
      differenceWords({ difference: stats }, unit),
      verdict,
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  };
  return [
    `### ${cell(a.title)} → ${cell(b.title)}`,
    '',
    ...(first === undefined ? [] : [`**${cell(setsVerdict(first))}**`, '']),
    `| metric | ${cell(a.title)} | ${cell(b.title)} | difference [95 %] | verdict |`,
    '| --- | --- | --- | --- | --- |',
    ...differences.map(row),
    '',
    `${count(a.runs.length)} against ${count(b.runs.length)}; intervals by Student's t over pairs of the same seed and fold where there are two or more, else by the size of the held-out part.`,
    '',
  ].join('\n');
}

/** Text that means itself in a table of Markdown, whatever a name holds. */
const cell = (text: string): string =>
  text.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');

const count = (runs: number): string => `${runs} finished ${runs === 1 ? 'run' : 'runs'}`;
