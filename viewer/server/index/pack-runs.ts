import { metricNames, modelKind, runLabel, type RunRecord } from 'sentilab/tracking';
import type { Cell, ColumnFacts, PackedColumn, PackedRuns, SharedFacts } from '../../src/data/packed.ts';
import { CURVE_FIXED, type Digest } from './digest.ts';

/** Which value of a metric's curve the table shows: as recorded (of the best epoch), or another of the curve. */
export type CurveValue = 'recorded' | 'last' | 'min' | 'max';

/** Columns of a set of runs: name, swept parameters, metrics (objective first), outcome, sampler, times, the rest. */
export function packRuns(digests: readonly Digest[], value: CurveValue = 'recorded'): PackedRuns {
  const records = digests.map(({ record }) => record);
  const facts: [string, (run: RunRecord) => Cell | undefined][] = [
    ['outcome', outcomeText],
    ['sampler', (run) => run.study?.sampler],
    ['proposed by', (run) => run.trial?.proposedBy],
    ['model', (run) => modelKind(run) ?? undefined],
    ['duration', (run) => run.timing.wallSeconds],
    ['CPU time', (run) => run.timing.cpuSeconds],
    ['memory', (run) => run.timing.peakMemoryMiB],
    ['trial', (run) => run.trial?.number],
    ['seed', (run) => run.run.seed],
    ['fold', (run) => run.run.fold],
    ['attempt', (run) => run.run.attempt],
    ['best epoch', (run) => run.bestEpoch ?? undefined],
    ['commit', (run) => run.environment.gitCommit ?? undefined],
    [
      'started',
      (run) => `${run.timing.startedAt.slice(0, 10)} ${run.timing.startedAt.slice(11, 23).replace('Z', '')}`,
    ],
    ['study', (run) => run.study?.id],
    ['id', (run) => run.id],
  ];
  // By identity: the index keeps equal objects once.
  const ids = new Map<unknown, number>();
  const idOf = (part: unknown): number => ids.get(part) ?? ids.set(part, ids.size).size - 1;
  const shared = new Map<string, { readonly code: number; readonly facts: SharedFacts }>();
  const codes = records.map((run) => {
    const facts = sharedOf(run);
    const { metric, direction } = run.objective;
    const key = `${idOf(run.study)} ${idOf(run.data)} ${idOf(run.environment)} ${idOf(run.config)} ${direction} ${metric}`;
    const known = shared.get(key);
    if (known !== undefined) return known.code;
    shared.set(key, { code: shared.size, facts });
    return shared.size - 1;
  });
  return {
    size: records.length,
    columns: [
      packColumn(
        { id: 'run', title: 'run', kind: 'run', unit: null, direction: null },
        records.map(runLabel),
      ),
      ...parameterColumns(records),
      ...metricColumns(digests, records, value),
      ...facts.map(([id, of]) =>
        packColumn({ id, title: id, kind: 'fact', unit: null, direction: null }, records.map(of)),
      ),
    ],
    shared: [...shared.values()].map(({ facts }) => facts),
    sharedCodes: base64(Int32Array.from(codes)),
  };
}

/** What plots want to know of a run beside the columns. */
function sharedOf({ experiment, study, objective, data, environment, config }: RunRecord): SharedFacts {
  return {
    experiment,
    study,
    objective: { metric: objective.metric, direction: objective.direction },
    data,
    environment,
    config,
  };
}

/** `finished`, `pruned at epoch 2`, `failed`. */
function outcomeText({ outcome }: RunRecord): string {
  return outcome.kind === 'pruned' ? `pruned at epoch ${outcome.atEpoch}` : outcome.kind;
}

/** Parameters with more than one value come first: they are what the runs differ in. */
function parameterColumns(runs: readonly RunRecord[]): PackedColumn[] {
  const names = new Set<string>();
  for (const { trial } of runs) if (trial !== null) for (const name in trial.params) names.add(name);
  const columns = [...names].map((name) => {
    const values = runs.map((run) => run.trial?.params[name]);
    const swept = new Set(values.filter((_, i) => runs[i]?.trial !== null)).size > 1;
    const facts = {
      id: `param:${name}`,
      title: name,
      kind: 'parameter',
      unit: null,
      direction: null,
    } as const;
    return { swept, column: packColumn(facts, values) };
  });
  return [...columns.filter(({ swept }) => swept), ...columns.filter(({ swept }) => !swept)].map(
    ({ column }) => column,
  );
}

function metricColumns(
  digests: readonly Digest[],
  runs: readonly RunRecord[],
  value: CurveValue,
): PackedColumn[] {
  return metricNames(runs).map((name) => {
    const first = runs.find((run) => run.metrics[name] !== undefined)?.metrics[name];
    return packColumn(
      {
        id: `metric:${name}`,
        title: name,
        kind: 'metric',
        unit: first?.unit ?? '',
        direction:
          first?.direction ?? runs.find((run) => run.objective.metric === name)?.objective.direction ?? null,
      },
      metricValues(digests, name, value),
      true,
    );
  });
}

/** A loop of its own: there are hundreds of thousands of cells. */
function metricValues(digests: readonly Digest[], name: string, value: CurveValue): (number | undefined)[] {
  const values: (number | undefined)[] = [];
  for (const digest of digests) values.push(metricOf(digest, name, value));
  return values;
}

function metricOf(
  { record, curves, curveMetrics }: Digest,
  name: string,
  value: CurveValue,
): number | undefined {
  const recorded =
    record.metrics[name]?.value ??
    (record.objective.metric === name ? (record.objective.value ?? undefined) : undefined);
  if (value === 'recorded') return recorded;
  const at = curveMetrics.indexOf(name);
  if (at < 0) return recorded;
  const width = CURVE_FIXED + curveMetrics.length;
  let found = NaN;
  for (let i = CURVE_FIXED + at; i < curves.length; i += width) {
    const each = curves[i] ?? NaN;
    if (Number.isNaN(each)) continue;
    if (Number.isNaN(found) || value === 'last' || (value === 'min' ? each < found : each > found))
      found = each;
  }
  return Number.isNaN(found) ? recorded : found;
}

function packColumn(
  facts: ColumnFacts,
  values: readonly (Cell | undefined)[],
  numeric = onlyNumbers(values),
): PackedColumn {
  if (numeric) {
    const numbers = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      numbers[i] = typeof value === 'number' ? value : NaN;
    }
    return { ...facts, type: 'number', values: base64(numbers) };
  }
  const dictionary = new Map<Cell, number>();
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    codes[i] =
      value === undefined ? -1 : (dictionary.get(value) ?? dictionary.set(value, dictionary.size).size - 1);
  }
  return { ...facts, type: 'category', dictionary: [...dictionary.keys()], codes: base64(codes) };
}

function onlyNumbers(values: readonly (Cell | undefined)[]): boolean {
  let some = false;
  for (const value of values) {
    if (typeof value === 'number') some = true;
    else if (value !== undefined) return false;
  }
  return some;
}

/** Typed arrays as they travel inside JSON. */
export function base64(values: Float64Array | Int32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
