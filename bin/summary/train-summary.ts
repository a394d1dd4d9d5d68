import path from 'node:path';
import pc from 'picocolors';
import type { TrainModelOutcome } from 'sentilab/experiment/node';
import { formatMetric, type RunRecord } from 'sentilab/tracking';
import type { ExperimentPaths } from 'sentilab/tracking/node';
import { convergenceFindings } from 'sentilab/training';
import { formatDuration } from '../progress/format.ts';
import { table } from './table.ts';

const SHOWN = ['accuracy', 'f1', 'rocAuc', 'mcc', 'loss', 'brier'] as const;

/** The last lines of a training: the model beside the baseline, where the files are, what to do next. */
export function trainSummary(
  { record, baseline, comparison, model }: TrainModelOutcome,
  paths: ExperimentPaths,
): string {
  if (record === null) return 'Nothing was trained yet.\n';
  const here = (file: string): string => path.relative(process.cwd(), file) || '.';
  const rows = [record, ...(baseline ? [baseline] : [])].map((run, i) => [
    i === 0 ? String((run.config['model'] as { kind?: unknown }).kind) : 'NB-SVM (linear baseline)',
    ...SHOWN.map((name) => cell(run, name)),
  ]);
  const part = record.metrics['test/accuracy'] === undefined ? 'validation' : 'test';
  return `${[
    '',
    table([
      [`${part} part`, ...SHOWN.map((name) => (name === 'accuracy' ? 'accuracy [95 %]' : name))],
      ...rows,
    ]),
    '',
    ...(comparison === null ? [] : [pc.bold(comparison.verdict)]),
    pc.dim(
      `Best epoch ${record.bestEpoch ?? '–'} of ${record.epochs.length}; ${formatDuration(record.timing.cpuSeconds)} of CPU time.`,
    ),
    ...(record.findings ?? convergenceFindings(record.epochs)).map(({ text }) => text),
    '',
    `Report     ${here(paths.reportFile)}`,
    `Record     ${here(paths.runFile(record.id))}`,
    ...(model === null ? [] : [`Model      ${here(model)}/`]),
    `Viewer     npm run results`,
    ...(model === null
      ? []
      : [
          `Try it     npm run predict -- "a film worth every minute"`,
          `Repeat it  npm run reproduce -- ${record.id}`,
        ]),
    '',
  ].join('\n')}\n`;
}

function cell({ metrics }: RunRecord, name: string): string {
  const part = metrics['test/accuracy'] === undefined ? 'validation' : 'test';
  const metric = metrics[`${part}/${name}`];
  if (metric === undefined) return '–';
  const [low, high] = [metrics[`${part}/${name}Low`], metrics[`${part}/${name}High`]];
  const ends =
    low && high ? ` [${formatMetric(low.value, low.unit)}, ${formatMetric(high.value, high.unit)}]` : '';
  return `${formatMetric(metric.value, metric.unit)}${ends}`;
}
