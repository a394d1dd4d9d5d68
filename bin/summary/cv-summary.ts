import path from 'node:path';
import pc from 'picocolors';
import type { CrossValidationOutcome } from 'sentilab/experiment/node';
import { crossValidationVerdict } from 'sentilab/plots';
import { differenceWords, formatMetric, meanWords } from 'sentilab/tracking';
import type { ExperimentPaths } from 'sentilab/tracking/node';
import { table } from './table.ts';

/** The report has the others. */
const SHOWN = ['accuracy', 'f1', 'mcc', 'rocAuc', 'loss', 'brier', 'ece'].map((name) => `test/${name}`);

/** The last lines of a cross-validation: mean ± sd of every metric, the baseline on the same folds, where the files are. */
export function cvSummary({ result, failed }: CrossValidationOutcome, paths: ExperimentPaths): string {
  const here = (file: string): string => path.relative(process.cwd(), file) || '.';
  const { metrics, baseline, folds, of } = result;
  const [headline, ...details] = crossValidationVerdict(result);
  const rows = metrics
    .filter(({ metric }) => SHOWN.includes(metric))
    .map(({ metric, unit, sd, ...mean }) => {
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
    pc.bold(headline ?? ''),
    ...details,
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
