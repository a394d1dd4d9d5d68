import { meanInterval } from './mean-interval.ts';
import type { Group, Groups } from './schema/groups.ts';
import type { RunRecord } from './schema/run-record.ts';
import { trialsOf, type Trial } from './trials.ts';

type Params = Trial['params'];

/** What is compared with what. */
export interface GroupOptions {
  /** Parameters that make a group: runs that agree in all of them are repetitions of each other. */
  readonly by: readonly string[];
  /** The parameter that numbers the repetitions; repetitions of the same number are paired across groups. */
  readonly over: string;
  /** Value of the first parameter of `by` that the others are held against, the rest being equal; null: none. */
  readonly baseline: string | number | boolean | null;
  /** Metric that is compared. */
  readonly metric: string;
  /** Values of the parameters in the order a person wrote them; without it groups are sorted by value. */
  readonly choices?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/**
 * Groups the finished trials of one comparison: mean and interval over the repetitions of each group, and the paired
 * difference to the baseline's repetitions of the same number. Pure.
 */
export function compareGroups(runs: readonly RunRecord[], options: GroupOptions): Groups {
  const { by, over, baseline, metric, choices = {} } = options;
  const points = trialsOf(runs).flatMap((trial) => pointOf(trial, options));
  const direction = points[0]?.direction ?? 'maximize';
  const unit = points[0]?.unit ?? '';
  const keys = [...new Map(points.map(({ params }) => [keyOf(params, by), params])).values()]
    .map((params) => Object.fromEntries(by.map((name) => [name, params[name] ?? ''])))
    .sort(inOrder(by, choices));
  const valuesOf = (params: Params): Map<number | string | boolean, number> =>
    new Map(
      points
        .filter((point) => keyOf(point.params, by) === keyOf(params, by))
        .map((point) => [point.params[over] ?? 0, point.value]),
    );
  const groups = keys.flatMap((params): Group[] => {
    const values = valuesOf(params);
    const stats = meanInterval([...values.values()]);
    if (stats === null) return [];
    const first = by[0] ?? '';
    const other = baseline === null || params[first] === baseline ? null : { ...params, [first]: baseline };
    return [{ params, ...stats, difference: other === null ? null : paired(values, valuesOf(other)) }];
  });
  return { metric, direction, unit, by, over, baseline, groups };
}

/** Differences of the repetitions that both have; what they share (split, first weights, order) cancels out. */
function paired(
  values: ReadonlyMap<number | string | boolean, number>,
  others: ReadonlyMap<number | string | boolean, number>,
): Group['difference'] {
  const differences = [...values].flatMap(([repeat, value]) => {
    const other = others.get(repeat);
    return other === undefined ? [] : [value - other];
  });
  const stats = meanInterval(differences);
  if (stats === null) return null;
  const { interval } = stats;
  return { ...stats, beyondNoise: interval !== null && (interval[0] > 0 || interval[1] < 0) };
}

function pointOf(trial: Trial, { metric }: GroupOptions) {
  if (trial.state !== 'finished') return [];
  const found = trial.runs.flatMap((run) => run.metrics[metric] ?? []);
  const first = found[0];
  if (first === undefined) return [];
  const value = found.reduce((sum, each) => sum + each.value, 0) / found.length;
  return [{ params: trial.params, value, direction: first.direction, unit: first.unit }];
}

function keyOf(params: Params, by: readonly string[]): string {
  return JSON.stringify(by.map((name) => params[name] ?? null));
}

/** The last parameter of `by` changes slowest, so that the groups of one data size stand together. */
function inOrder(by: readonly string[], choices: Readonly<Record<string, readonly unknown[]>>) {
  const place = (name: string, value: unknown): number => choices[name]?.indexOf(value) ?? -1;
  return (a: Params, b: Params): number => {
    for (const name of [...by].reverse()) {
      const [x, y] = [a[name], b[name]];
      if (x === y) continue;
      const known = place(name, x) - place(name, y);
      if (known !== 0) return known;
      if (typeof x === 'number' && typeof y === 'number') return x - y;
      return String(x) < String(y) ? -1 : 1;
    }
    return 0;
  };
}
