import { isScalar, parseDocument } from 'yaml';
import { parseConfig } from '../../../config/index.ts';
import { UserError } from '../../../errors/index.ts';
import { cardinality, isChoice } from '../../dimensions/dimension.ts';
import type { Dimension } from '../../dimensions/dimension.ts';
import type { JsonValue } from '../../events.ts';
import type { Direction } from '../../objectives.ts';
import type { Params } from '../../params.ts';
import type { PrunerConfig } from '../../pruners/index.ts';
import type { SamplerConfig } from '../../samplers/index.ts';
import { Space } from '../../space.ts';
import type { TerminatorConfig } from '../../terminators/index.ts';
import { readWandbParameter } from './wandb-parameter.ts';
import { wandbParameterSchema, wandbSweepSchema } from './wandb-schema.ts';

/** A W&B sweep as a study takes it. */
export interface WandbSweep {
  readonly name: string | null;
  /** What is searched; parameters of a nested group are named `group.parameter`. */
  readonly space: Space;
  readonly sampler: SamplerConfig;
  readonly pruner: PrunerConfig;
  readonly direction: Direction;
  /** `metric.name`; null where the sweep names none. */
  readonly metric: string | null;
  /** `run_cap`; null without one. */
  readonly trials: number | null;
  /** `metric.target`; null without one. */
  readonly terminator: TerminatorConfig | null;
  /** The configuration that W&B would hand to the program: constants included, groups nested. */
  readonly config: (params: Params) => Record<string, JsonValue>;
}

/**
 * Reads a W&B sweep configuration: `method` (grid, random, bayes), `metric`, `parameters` and `early_terminate`. `bayes` is a
 * Gaussian process; `hyperband` is successive halving at W&B's bands (`asha`). Keys that say where W&B runs it are accepted
 * and not looked at.
 *
 * @param text YAML (or JSON)
 * @throws UserError naming the key, and the nearest thing for what cannot be represented
 */
export function readWandbSweep(text: string): WandbSweep {
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) throw new UserError(`This is not YAML: ${fault.message}`, { field: 'sweep' });
  const sweep = parseConfig(wandbSweepSchema, document.toJS(), 'sweep');
  const { method, metric, early_terminate: early } = sweep;
  if (!metric && (method === 'bayes' || early))
    throw new UserError('bayes and early_terminate need to know the metric.', {
      field: 'sweep.metric',
      fix: 'Add metric: { name: …, goal: minimize }.',
    });
  const read = readParameters(sweep.parameters, ['parameters'], (path) => {
    const node = document.getIn(path, true);
    return isScalar(node) && /[.e]/i.test(node.source ?? '');
  });
  const space = new Space(read.dimensions);
  return {
    name: sweep.name ?? null,
    space,
    sampler: samplerOf(method, space),
    pruner: early ? prunerOf(early) : { kind: 'none' },
    direction: metric?.goal ?? 'minimize',
    metric: metric?.name ?? null,
    trials: sweep.run_cap ?? null,
    terminator: metric?.target === undefined ? null : { kind: 'target', value: metric.target },
    config: (params) => nested([...Object.entries(read.constants), ...Object.entries(params)], read.keys),
  };
}

interface ReadParameters {
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly constants: Readonly<Record<string, JsonValue>>;
  /** By name the groups it stands in and its own key, which may have points in it. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

function readParameters(
  parameters: Readonly<Record<string, unknown>>,
  path: readonly string[],
  isReal: (path: readonly string[]) => boolean,
  groups: readonly string[] = [],
): ReadParameters {
  const dimensions: Record<string, Dimension> = {};
  const constants: Record<string, JsonValue> = {};
  const keys: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const at = [...path, key];
    const field = ['sweep', ...at].join('.');
    const parameter = parseConfig(wandbParameterSchema, value, field);
    const way = [...groups, key];
    if (parameter.parameters) {
      const inner = readParameters(parameter.parameters, [...at, 'parameters'], isReal, way);
      Object.assign(dimensions, inner.dimensions);
      Object.assign(constants, inner.constants);
      Object.assign(keys, inner.keys);
      continue;
    }
    const name = way.join('.');
    if (Object.hasOwn(keys, name))
      throw new UserError('Two parameters have the same name.', {
        field,
        value: name,
        fix: 'Rename one of them.',
      });
    keys[name] = way;
    const read = readWandbParameter(parameter, field, isReal([...at, 'min']) || isReal([...at, 'max']));
    if ('dimension' in read) dimensions[name] = read.dimension;
    else constants[name] = read.constant;
  }
  return { dimensions, constants, keys };
}

/** W&B's grid takes every value there is. */
function samplerOf(method: 'grid' | 'random' | 'bayes', space: Space): SamplerConfig {
  if (method !== 'grid') return { kind: method === 'bayes' ? 'gp' : 'random' };
  const points: Record<string, number> = {};
  for (const name of space.names) {
    const dimension = space.dimension(name);
    if (isChoice(dimension)) continue;
    const count = cardinality(dimension);
    if (count === Infinity)
      throw new UserError('A grid goes over values, and this is a range of real numbers.', {
        field: `sweep.parameters.${name}`,
        fix: 'List its values, give it a step (q_uniform), or use method: random.',
      });
    points[name] = count;
  }
  return { kind: 'grid', points };
}

/** The bands are min_iter · eta^k, or max_iter / eta^k for k up to s. */
function prunerOf(early: {
  readonly min_iter?: number;
  readonly max_iter?: number;
  readonly s?: number;
  readonly eta: number;
}): PrunerConfig {
  const { min_iter: min, max_iter: max, s, eta } = early;
  if (min !== undefined) return { kind: 'asha', minEpochs: min, reductionFactor: eta };
  if (max === undefined || s === undefined)
    throw new UserError('hyperband takes min_iter, or max_iter with s.', {
      field: 'sweep.early_terminate',
      value: early,
      fix: 'Use for example min_iter: 3.',
    });
  return { kind: 'asha', minEpochs: Math.max(1, Math.floor(max / eta ** s)), reductionFactor: eta };
}

function nested(
  entries: readonly (readonly [string, JsonValue])[],
  keys: ReadParameters['keys'],
): Record<string, JsonValue> {
  const root: Record<string, JsonValue> = {};
  for (const [name, value] of entries) {
    const way = keys[name] ?? [name];
    let at = root;
    for (const key of way.slice(0, -1)) at = (at[key] ??= {}) as Record<string, JsonValue>;
    at[way.at(-1) as string] = value;
  }
  return root;
}
