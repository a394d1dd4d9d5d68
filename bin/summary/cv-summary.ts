import path from 'node:path';
import pc from 'picocolors';
import type { CrossValidationOutcome } from 'sentilab/experiment/node';
import { differenceWords, formatMetric, meanWords } from 'sentilab/tracking';
import type { ExperimentPaths } from 'sentilab/tracking/node';
import { table } from './table.ts';

/** The last lines of a cross-validation: mean ± sd of every metric, the baseline on the same folds, where the files are. */
export function cvSummary(
  { result, comparison, failed }: CrossValidationOutcome,
  paths: ExperimentPaths,
): string {
  const here = (file: string): string => path.relative(process.cwd(), file) || '.';
  const { metrics, baseline, folds, of } = result;
  const rows = metrics.map(({ metric, unit, sd, ...mean }) => {
    const beside = baseline?.metrics.find((each) => each.metric === metric);
    const difference = baseline?.differences.find((each) => each.metric === metric) ?? null;
    return [
      metric,
      `${formatMetric(mean.mean, unit)} ± ${sd === null ? '–' : formatMetric(sd, unit)}`,
      meanWords(mean, unit).replace(/^\S+( %)? ?/, ''),
      ...(baseline === null
        ? []
        : [
            beside ? `${formatMetric(beside.mean, unit)} ± ${formatMetric(beside.sd ?? 0, unit)}` : '–',
            difference
              ? `${differenceWords({ difference: { ...difference, interval: difference.corrected } }, unit)}${difference.beyondNoise ? ' *' : ''}`
              : '–',
          ]),
    ];
  });
  const head = [
    'metric',
    'mean ± sd',
    '95 % of the mean',
    ...(baseline ? [baseline.name, 'difference, paired'] : []),
  ];
  return `${[
    '',
    `${folds.length} of ${of} folds${failed.length > 0 ? `, ${failed.length} failed` : ''}`,
    '',
    table([head, ...rows]),
    '',
    pc.bold(comparison.verdict),
    ...(baseline === null
      ? []
      : [pc.dim('* the interval, corrected for overlapping training parts, does not hold 0.')]),
    '',
    `Report     ${here(paths.reportFile)}`,
    `Records    ${here(paths.runsFolder)}/`,
    `Viewer     npm run results`,
    '',
  ].join('\n')}\n`;
}
