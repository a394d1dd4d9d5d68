import { z } from 'zod';
import { UserError, didYouMean } from '../errors/index.ts';

/**
 * Validates a configuration at the boundary: the typed value with its defaults, or one error that names the first wrong
 * field, what it held and what was expected; for an unknown field or `kind` the nearest known one.
 *
 * @param field name of the whole, the start of the path in the message: `text` gives `text.maxLength`
 * @throws UserError
 */
export function parseConfig<T extends z.ZodType>(schema: T, value: unknown, field: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new UserError('Not valid.', { field, value });
  const path = [field, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = issue.path.length === 0 ? fieldsOf(schema, value) : [];
    throw new UserError(
      `Unknown field "${key}".`,
      known.length === 0 ? { field: path } : { field: path, fix: didYouMean(key, known) },
    );
  }
  const kinds = issue.code === 'invalid_union' ? kindsAt(schema, issue.path.slice(0, -1)) : [];
  const found = at(value, issue.path);
  if (kinds.length > 0)
    throw new UserError('There is no such kind.', {
      field: path,
      value: found,
      fix: didYouMean(String(found), kinds),
    });
  throw new UserError(`${issue.message}.`, { field: path, value: found });
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

/** The fields at the top of an object schema, or of the member of a union that `kind` names. */
function fieldsOf(schema: z.ZodType, value: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  const kind = at(value, ['kind']);
  const member = membersOf(schema).find((option) => kindOf(option)?.safeParse(kind).success);
  return member === undefined ? [] : Object.keys(member.shape);
}

/** The values of `kind` that the union at a path knows; empty when there is no union told apart by `kind`. */
function kindsAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const union = path.reduce<z.ZodType | undefined>((inner, key) => {
    if (inner instanceof z.ZodObject) return (inner.shape as Record<PropertyKey, z.ZodType>)[key];
    if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
    return undefined;
  }, schema);
  if (union === undefined) return [];
  return membersOf(union).flatMap((option) => {
    const kind = kindOf(option);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
}

function membersOf(schema: z.ZodType): z.ZodObject[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) => (option instanceof z.ZodObject ? [option] : []));
}

function kindOf(member: z.ZodObject): z.ZodType | undefined {
  return member.shape['kind'] as z.ZodType | undefined;
}
