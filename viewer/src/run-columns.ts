import {
  metricNames,
  formatMetric,
  formatNumber,
  formatSeconds,
  runLabel,
  type RunRecord,
} from 'sentilab/tracking';

/** What a cell holds: sorted and filtered by this, shown through `text`. undefined: this run has no such value. */
export type CellValue = number | string | boolean | undefined;

/** One column of the run table. */
export interface RunColumn {
  readonly id: string;
  readonly title: string;
  readonly kind: 'run' | 'parameter' | 'metric' | 'fact';
  readonly numeric: boolean;
  value(run: RunRecord): CellValue;
  text(run: RunRecord): string;
}

/** Columns of a set of runs: name, swept parameters, metrics (objective first), outcome, sampler, duration, the rest. */
export function runColumns(runs: readonly RunRecord[]): RunColumn[] {
  return [
    { id: 'run', title: 'run', kind: 'run', numeric: false, value: runLabel, text: runLabel },
    ...parameterColumns(runs),
    ...metricColumns(runs),
    fact('outcome', outcomeText),
    fact('sampler', (run) => run.study?.sampler),
    fact('proposed by', (run) => run.trial?.proposedBy),
    {
      id: 'duration',
      title: 'duration',
      kind: 'fact',
      numeric: true,
      value: (run) => run.timing.wallSeconds,
      text: (run) => formatSeconds(run.timing.wallSeconds),
    },
    fact('seed', (run) => run.run.seed),
    fact('started', (run) => `${run.timing.startedAt.slice(0, 10)} ${run.timing.startedAt.slice(11, 19)}`),
    fact('id', (run) => run.id),
  ];
}

/** `finished`, `pruned at epoch 2`, `failed`. */
export function outcomeText({ outcome }: RunRecord): string {
  return outcome.kind === 'pruned' ? `pruned at epoch ${outcome.atEpoch}` : outcome.kind;
}

/** The unit of a metric as the first run that has it states it. */
export function unitOf(runs: readonly RunRecord[], metric: string): string {
  return runs.find((run) => run.metrics[metric] !== undefined)?.metrics[metric]?.unit ?? '';
}

/** Parameters with more than one value come first: they are what the runs differ in. */
function parameterColumns(runs: readonly RunRecord[]): RunColumn[] {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.trial?.params ?? {})))];
  const isSwept = (name: string): boolean =>
    new Set(runs.flatMap((run) => (run.trial === null ? [] : [run.trial.params[name]]))).size > 1;
  const ordered = [...names.filter(isSwept), ...names.filter((name) => !isSwept(name))];
  return ordered.map((name) => {
    const value = (run: RunRecord): CellValue => run.trial?.params[name];
    return {
      id: `param:${name}`,
      title: name,
      kind: 'parameter',
      numeric: runs.some((run) => typeof value(run) === 'number'),
      value,
      text: (run) => cellText(value(run)),
    };
  });
}

function metricColumns(runs: readonly RunRecord[]): RunColumn[] {
  return metricNames(runs).map((name) => {
    const unit = unitOf(runs, name);
    const value = (run: RunRecord): number | undefined =>
      run.metrics[name]?.value ??
      (run.objective.metric === name ? (run.objective.value ?? undefined) : undefined);
    return {
      id: `metric:${name}`,
      title: name,
      kind: 'metric',
      numeric: true,
      value,
      text: (run) => {
        const found = value(run);
        return found === undefined ? '–' : formatMetric(found, unit);
      },
    };
  });
}

function fact(id: string, value: (run: RunRecord) => CellValue): RunColumn {
  return { id, title: id, kind: 'fact', numeric: id === 'seed', value, text: (run) => cellText(value(run)) };
}

function cellText(value: CellValue): string {
  return value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : String(value);
}
