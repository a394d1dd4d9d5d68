import { UserError, didYouMean } from '../errors/index.ts';

type Json = { readonly [key: string]: unknown };

/**
 * What a parameter changes: the field at a dotted path, or, for a categorical one, a part of the configuration per
 * choice: `{ plain: {}, stemmed: { text: { steps: [...] } } }`.
 */
export type Binding = string | Readonly<Record<string, Json>>;

/**
 * A copy of a configuration with a trial's parameters in place: `{ lr: 0.01 }` bound by `{ lr: 'training.learningRate' }`.
 * What a choice stands for is merged in first, field by field; an object of another `kind` and a list replace what was there.
 *
 * @param ignored parameters that change nothing of the configuration (the one that numbers repetitions)
 * @throws UserError when a parameter is bound to nothing, a path names a field that the configuration does not have, or a
 *   choice has no part
 */
export function bindParams<T extends object>(
  config: T,
  bind: Readonly<Record<string, Binding>>,
  params: Readonly<Record<string, unknown>>,
  ignored: readonly string[] = [],
): T {
  let bound: Json = config as Json;
  const bindings = Object.entries(params).map(([name, value]) => ({ name, value, binding: bind[name] }));
  for (const { name, value, binding } of bindings)
    if (typeof binding === 'object') bound = merge(bound, partOf(binding, value, `bind.${name}`));
  for (const { name, value, binding: path } of bindings) {
    if (typeof path === 'object' || (path === undefined && ignored.includes(name))) continue;
    if (path === undefined)
      throw new UserError('A parameter of the space is bound to no field of the configuration.', {
        field: `bind.${name}`,
        fix: `Add bind.${name}, for example '${name === 'lr' ? 'training.learningRate' : `model.${name}`}'.`,
      });
    bound = setPath(bound, path.split('.'), value, `bind.${name}`, path);
  }
  return bound as T;
}

function partOf(parts: Readonly<Record<string, Json>>, value: unknown, field: string): Json {
  const part = Object.hasOwn(parts, String(value)) ? parts[String(value)] : undefined;
  if (part === undefined)
    throw new UserError('A choice of the space stands for nothing.', {
      field,
      value,
      fix: didYouMean(String(value), Object.keys(parts)),
    });
  return part;
}

function merge(config: Json, part: Json): Json {
  const merged: Record<string, unknown> = { ...config };
  for (const [key, value] of Object.entries(part)) {
    const before = merged[key];
    const together =
      isPlain(before) && isPlain(value) && (value['kind'] === undefined || value['kind'] === before['kind']);
    merged[key] = together ? merge(before, value) : value;
  }
  return merged;
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function setPath(node: Json, keys: readonly string[], value: unknown, field: string, path: string): Json {
  const [key, ...rest] = keys;
  if (key === undefined || !Object.hasOwn(node, key))
    throw new UserError('The path names no field of the configuration.', {
      field,
      value: path,
      fix: didYouMean(key ?? '', Object.keys(node)),
    });
  if (rest.length === 0) return { ...node, [key]: value };
  const child = node[key];
  if (typeof child !== 'object' || child === null || Array.isArray(child))
    throw new UserError(`"${key}" has no fields of its own.`, {
      field,
      value: path,
      fix: 'Shorten the path.',
    });
  return { ...node, [key]: setPath(child as Json, rest, value, field, path) };
}
