import { setsVerdict, type MetricDifference } from './compare-sets.ts';
import { differenceWords, meanWords } from './groups-verdict.ts';
import type { RunRecord } from './schema/run-record.ts';

/** Runs under one name: one side of a comparison. */
export interface RunSet {
  readonly title: string;
  readonly runs: readonly RunRecord[];
}

/** Two sides: B is held against A. */
export interface SetPair {
  readonly a: RunSet;
  readonly b: RunSet;
}

/** Metric of the headline: held-out accuracy where there is one, else the first. */
function headline(differences: readonly MetricDifference[]): MetricDifference | undefined {
  return differences.find(({ metric }) => metric === 'test/accuracy') ?? differences[0];
}

/** The comparison as lines of text for a terminal. */
export function setsText({ a, b }: SetPair, differences: readonly MetricDifference[]): string {
  const first = headline(differences);
  const lines = [`A ${a.title}: ${count(a.runs.length)}`, `B ${b.title}: ${count(b.runs.length)}`, ''];
  for (const each of differences) lines.push(`${each === first ? '*' : ' '} ${setsVerdict(each)}`);
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown, fit for a pull request's comment. */
export function setsMarkdown({ a, b }: SetPair, differences: readonly MetricDifference[]): string {
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
