import { UserError, didYouMean } from '../errors/index.ts';

type Json = { readonly [key: string]: unknown };

/**
 * A copy of a configuration with values put at dotted paths: `{ lr: 0.01 }` bound by `{ lr: 'training.learningRate' }`.
 *
 * @throws UserError when a parameter has no path, or a path names a field that the configuration does not have
 */
export function bindParams<T extends object>(
  config: T,
  bind: Readonly<Record<string, string>>,
  params: Readonly<Record<string, unknown>>,
): T {
  let bound: Json = config as Json;
  for (const [name, value] of Object.entries(params)) {
    const path = bind[name];
    if (path === undefined)
      throw new UserError('A parameter of the space is bound to no field of the configuration.', {
        field: `bind.${name}`,
        fix: `Add bind.${name}, for example '${name === 'lr' ? 'training.learningRate' : `model.${name}`}'.`,
      });
    bound = setPath(bound, path.split('.'), value, `bind.${name}`, path);
  }
  return bound as T;
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
