import { FailureError, UserError, didYouMean } from '../errors/index.ts';
import { canonicalJson } from '../hash/index.ts';
import { parseConfig } from '../config/index.ts';
import type { RunRecord } from '../tracking/index.ts';
import { openResults, type Results } from '../tracking/node.ts';
import { workerExecutor } from './effects.ts';
import { runConfigSchema } from './run-config.ts';
import type { RunResult } from './run-result.ts';
import type { TrainTask } from './tasks.ts';

/** The first field in which a repeated run differs from its record. */
export interface Difference {
  /** Path in the record: `epochs[2].metrics.train/loss`. */
  readonly field: string;
  readonly recorded: unknown;
  readonly repeated: unknown;
}

export interface Reproduction {
  readonly runId: string;
  readonly identical: boolean;
  readonly difference: Difference | null;
  /** Environment fields that differ and may explain it: backend, TensorFlow, threads, … */
  readonly causes: readonly Difference[];
}

/**
 * Trains a recorded run again in a process of its own, with the same configuration, seed and threads, and compares
 * everything that does not depend on the clock.
 *
 * @param runId a run's id, or a beginning of it that only one run has
 * @throws UserError when there is no such run, or it cannot be repeated
 */
export async function reproduceRun(
  runId: string,
  effects: {
    readonly results?: Results;
    readonly onEpoch?: (epoch: number, metrics: Readonly<Record<string, number>>) => void;
  } = {},
): Promise<Reproduction> {
  const record = findRun(effects.results ?? openResults(), runId);
  if (record.study === null)
    throw new UserError('The linear baseline has no weights to compare: it is made anew by every sweep.', {
      field: 'RUN',
      value: record.id,
      fix: 'Name a run of a search.',
    });
  const executor = workerExecutor(1, record.environment.threads);
  let seen = 0;
  const { outcome } = record;
  const task: TrainTask = {
    kind: 'train',
    config: parseConfig(runConfigSchema, record.config, 'config'),
    seed: record.run.seed,
    objective: { metric: record.objective.metric, direction: record.objective.direction },
    keep: null,
  };
  try {
    const repeated = await executor.run(
      { trialNumber: 0, attempt: 1, runId: `reproduce-${record.id}`, payload: task },
      {
        // A pruned run is ended where it was ended: other trials' results are no part of it.
        onReport: (epoch, metrics) => {
          seen++;
          effects.onEpoch?.(epoch, metrics);
          const prune = outcome.kind === 'pruned' && seen >= outcome.atEpoch;
          return { prune, reason: prune ? outcome.reason : '' };
        },
      },
    );
    return compare(record, repeated.output as RunResult);
  } finally {
    await executor.close();
  }
}

/** Weights last: their hash only says that something differs, the epochs say where it began. */
function compare(record: RunRecord, result: RunResult): Reproduction {
  const fields: readonly (readonly [string, unknown, unknown])[] = [
    ['data', record.data, result.data],
    ['outcome', record.outcome, result.outcome],
    ['epochs', record.epochs.map(timeless), result.epochs.map(timeless)],
    ['bestEpoch', record.bestEpoch, result.bestEpoch],
    ['metrics', record.metrics, result.metrics],
    ['confusion', record.confusion, result.confusion],
    ['weightsSha256', record.weightsSha256, result.weightsSha256],
  ];
  const difference = fields.reduce<Difference | null>(
    (found, [field, recorded, repeated]) => found ?? firstDifference(field, recorded, repeated),
    null,
  );
  const names = new Set([...Object.keys(record.environment), ...Object.keys(result.environment)]);
  const causes = [...names].flatMap((name) => {
    const field = name as keyof RunRecord['environment'];
    return firstDifference(`environment.${name}`, record.environment[field], result.environment[field]) ?? [];
  });
  return { runId: record.id, identical: difference === null, difference, causes };
}

function timeless({ epoch, step, metrics }: RunRecord['epochs'][number]): unknown {
  return { epoch, step, metrics };
}

/** Depth-first, in the order of the record's fields. */
export function firstDifference(field: string, recorded: unknown, repeated: unknown): Difference | null {
  if (canonicalJson(recorded ?? null) === canonicalJson(repeated ?? null)) return null;
  if (!isContainer(recorded) || !isContainer(repeated) || Array.isArray(recorded) !== Array.isArray(repeated))
    return { field, recorded, repeated };
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(repeated)])];
  for (const name of names) {
    const path = Array.isArray(recorded) ? `${field}[${name}]` : `${field}.${name}`;
    const found = firstDifference(path, recorded[name], repeated[name]);
    if (found !== null) return found;
  }
  return { field, recorded, repeated };
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function findRun(results: Results, wanted: string): RunRecord {
  const all = results.listExperiments().flatMap((name) => results.readRuns(name).runs);
  const exact = all.find(({ id }) => id === wanted);
  if (exact) return exact;
  const near = all.filter(({ id }) => id.startsWith(wanted));
  if (near.length === 1 && near[0]) return near[0];
  if (near.length > 1)
    throw new UserError(`${near.length} runs begin like this.`, {
      field: 'RUN',
      value: wanted,
      fix: `Write more of it, for example ${near[0]?.id}.`,
    });
  if (all.length === 0)
    throw new FailureError('There are no results yet.', {
      field: 'RUN',
      value: wanted,
      fix: 'Run: npm run sweep',
    });
  throw new UserError('There is no such run.', {
    field: 'RUN',
    value: wanted,
    fix: didYouMean(wanted, all.map(({ id }) => id).slice(0, 200)).slice(0, 300),
  });
}
