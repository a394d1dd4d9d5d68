import { formatNumber, type RunRecord } from 'sentilab/tracking';

/** One setting in every compared run. */
export interface DiffRow {
  /** Dotted path: `training.learningRate`, `environment.threads`. */
  readonly path: string;
  /** One text per run; null where a run has no such setting. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/**
 * Every setting that can explain a difference between runs, side by side: parameters are in the configuration, and data,
 * seed and environment follow it. Lists are compared as a whole.
 */
export function configDiff(runs: readonly RunRecord[]): DiffRow[] {
  const flat = runs.map(
    (run) =>
      new Map([
        ...flatten(run.config, ''),
        ...flatten({ seed: run.run.seed, fold: run.run.fold, attempt: run.run.attempt }, 'run'),
        ...flatten({ fingerprint: run.data.fingerprint, split: run.data.split }, 'data set'),
        ...flatten(run.environment, 'environment'),
      ]),
  );
  const paths = [...new Set(flat.flatMap((settings) => [...settings.keys()]))];
  return paths.map((path) => {
    const values = flat.map((settings) => settings.get(path) ?? null);
    return { path, values, differs: new Set(values).size > 1 };
  });
}

function flatten(node: unknown, path: string): [string, string][] {
  if (typeof node === 'object' && node !== null && !Array.isArray(node)) {
    const members = Object.entries(node);
    if (members.length > 0)
      return members.flatMap(([key, value]) => flatten(value, path === '' ? key : `${path}.${key}`));
  }
  return [
    [
      path,
      typeof node === 'number' ? numberText(node) : typeof node === 'string' ? node : JSON.stringify(node),
    ],
  ];
}

/** A whole number as it is: a seed with four digits is another seed. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : formatNumber(value);
}
