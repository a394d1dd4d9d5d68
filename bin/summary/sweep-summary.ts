import path from 'node:path';
import pc from 'picocolors';
import { sweepSentences } from 'sentilab/plots';
import { differenceWords, formatMetric, meanWords, type Groups } from 'sentilab/tracking';
import type { SweepOutcome } from 'sentilab/experiment/node';
import type { ExperimentPaths } from 'sentilab/tracking/node';
import { formatDuration, formatParams } from '../progress/format.ts';
import { table } from './table.ts';

/** The last lines of a sweep: who won, how far apart they are, where the files are, what to do next. */
export function sweepSummary({ comparison, cpuSeconds }: SweepOutcome, paths: ExperimentPaths): string {
  if (comparison === null) return 'No run has ended yet.\n';
  if (comparison.groups !== null)
    return comparisonSummary(comparison.groups, comparison.verdict, cpuSeconds, paths);
  const rows = comparison.samplers.map(({ sampler, trials, proposedByModel, best }) => [
    sampler,
    `${trials.finished} finished, ${trials.pruned} pruned${trials.failed > 0 ? `, ${trials.failed} failed` : ''}`,
    proposedByModel > 0 ? `${proposedByModel} by the model` : '',
    best === null ? '–' : `loss ${best.value.toFixed(4)}`,
    percent(best?.heldOut?.value),
  ]);
  if (comparison.baseline !== null)
    rows.push([
      comparison.baseline.name,
      'linear baseline',
      '',
      '',
      percent(comparison.baseline.heldOut?.value),
    ]);
  const here = (file: string): string => path.relative(process.cwd(), file) || '.';
  const { winner } = comparison;
  const name = path.basename(paths.folder);
  const lines = [
    '',
    table([['search', 'trials', 'proposed', 'best validation', 'held-out accuracy'], ...rows]),
    '',
    pc.bold(comparison.verdict),
    ...(winner === null ? [] : [`Its parameters: ${formatParams(winner.params)}`]),
    ...(comparison.analysis === undefined ? [] : sweepSentences(comparison.analysis, comparison)),
    pc.dim(`${formatDuration(cpuSeconds)} of CPU time in all.`),
    '',
    `Report     ${here(paths.reportFile)}`,
    `Records    ${here(paths.runsFolder)}/`,
    `Viewer     npm run results`,
    ...(winner === null
      ? []
      : [
          `Try it     npm run predict -- "a film worth every minute"`,
          `Repeat it  npm run reproduce -- ${winner.runId}`,
        ]),
    `More       npm run sweep -- ${name} --trials ${2 * most(comparison.samplers.map((s) => s.bestSoFar.length))}`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** The last lines of a comparison: every configuration with its interval, and where the files are. */
function comparisonSummary(
  groups: Groups,
  verdict: string,
  cpuSeconds: number,
  paths: ExperimentPaths,
): string {
  const here = (file: string): string => path.relative(process.cwd(), file) || '.';
  const rows = groups.groups.map((group) => [
    ...groups.by.map((name) => String(group.params[name])),
    meanWords(group, groups.unit),
    group.sd === null ? '–' : formatMetric(group.sd, groups.unit),
    String(group.n),
    group.difference === null
      ? ''
      : `${differenceWords(group, groups.unit)}${group.difference.beyondNoise ? ' *' : ''}`,
  ]);
  const against = groups.baseline === null ? '' : `to ${String(groups.baseline)}, paired`;
  return `${[
    '',
    table([[...groups.by, `${groups.metric} [95 %]`, 'sd', 'n', against], ...rows]),
    '',
    pc.bold(verdict),
    pc.dim(`* the interval does not hold 0. ${formatDuration(cpuSeconds)} of CPU time in all.`),
    '',
    `Report     ${here(paths.reportFile)}`,
    `Records    ${here(paths.runsFolder)}/`,
    `Viewer     npm run results`,
    '',
  ].join('\n')}\n`;
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(100 * share).toFixed(1)} %`;
}

function most(counts: readonly number[]): number {
  return Math.max(1, ...counts);
}
