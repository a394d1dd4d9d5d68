import type { z } from 'zod';
import { UserError } from '../errors/index.ts';
import { faultOf, isKindAt } from './parse-config.ts';

type Json = Readonly<Record<string, unknown>>;

/** A part of a configuration and where it was written. */
export interface ConfigLayer {
  /** As a person would look for it: `train.yaml`, `--epochs`, `SENTILAB_TRAINING__EPOCHS`. */
  readonly origin: string;
  readonly value: Json;
}

/** A configuration out of several layers. */
export interface LayeredConfig<T> {
  readonly config: T;
  /** Dotted path of each value → where it came from; `default` where nobody wrote it. A list is one value. */
  readonly origins: Readonly<Record<string, string>>;
}

/** What was written nowhere. */
export const DEFAULT_ORIGIN = 'default';

/**
 * Lays configurations over each other, the later over the earlier, field by field, and validates the result. A list
 * replaces a list; what has another `kind` replaces the whole with its fields.
 *
 * @throws UserError that names where the wrong value was written, its path, the value and what was expected
 */
export function parseLayers<T extends z.ZodType>(
  schema: T,
  layers: readonly ConfigLayer[],
): LayeredConfig<z.output<T>> {
  let value: Json = {};
  let origins: Record<string, string> = {};
  for (const layer of layers) {
    const merged = mergeOver(schema, { value, origins }, layer);
    value = merged.value;
    origins = merged.origins;
  }
  const result = schema.safeParse(value);
  if (result.success) {
    const known = origins;
    const leaves = leavesOf(result.data).map((path) => path.join('.'));
    return {
      config: result.data,
      origins: Object.fromEntries(leaves.map((path) => [path, originOf(known, path.split('.'))])),
    };
  }
  const { path, unknown, rule, details } = faultOf(schema, value, result.error);
  const origin = originOf(origins, unknown === undefined ? path : [...path, unknown]);
  const place = path.join('.');
  const field = origin === DEFAULT_ORIGIN ? place : place === '' ? origin : `${origin}: ${place}`;
  throw new UserError(rule, { field, ...details });
}

/** A layer that sets one value: `training.epochs` to 3 by `--epochs`. */
export function layerAt(path: readonly string[], value: unknown, origin: string): ConfigLayer {
  const nested = [...path].reverse().reduce<unknown>((inner, key) => ({ [key]: inner }), value);
  return { origin, value: nested as Json };
}

interface Merged {
  readonly value: Json;
  readonly origins: Record<string, string>;
}

function mergeOver(schema: z.ZodType, below: Merged, { value, origin }: ConfigLayer): Merged {
  const origins = { ...below.origins };
  const forget = (path: readonly string[]): void => {
    const at = path.join('.');
    for (const key of Object.keys(origins)) if (key === at || key.startsWith(`${at}.`)) delete origins[key];
  };
  const merge = (before: Json, over: Json, path: readonly string[]): Json => {
    const merged: Record<string, unknown> = { ...before };
    for (const [key, inner] of Object.entries(over)) {
      const here = [...path, key];
      const old = before[key];
      const another =
        isPlain(inner) &&
        isPlain(old) &&
        inner['kind'] !== undefined &&
        inner['kind'] !== old['kind'] &&
        isKindAt(schema, below.value, here);
      if (isPlain(inner) && isPlain(old) && !another) merged[key] = merge(old, inner, here);
      else {
        forget(here);
        merged[key] = isPlain(inner) ? merge({}, inner, here) : inner;
        if (!isPlain(inner) || Object.keys(inner).length === 0) origins[here.join('.')] = origin;
      }
    }
    return merged;
  };
  return { value: merge(below.value, value, []), origins };
}

/** Where the value at a path was written: its own origin, or that of the nearest value around or inside it. */
function originOf(origins: Readonly<Record<string, string>>, path: readonly string[]): string {
  for (let length = path.length; length > 0; length--) {
    const found = origins[path.slice(0, length).join('.')];
    if (found !== undefined) return found;
  }
  const at = `${path.join('.')}.`;
  const inside = Object.keys(origins).find((key) => path.length > 0 && key.startsWith(at));
  return inside === undefined ? DEFAULT_ORIGIN : (origins[inside] ?? DEFAULT_ORIGIN);
}

/** Paths of all values that are no objects with fields. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (!isPlain(value) || Object.keys(value).length === 0) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : leavesOf(inner, [...path, key]),
  );
}

function isPlain(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
