import { z } from 'zod';
import { UserError, didYouMean } from '../errors/index.ts';

/**
 * Validates a configuration at the boundary: the typed value with its defaults, or one error that names the first wrong
 * field, what it held and what was expected.
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
  throw new UserError(`${issue.message}.`, { field: path, value: at(value, issue.path) });
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
  if (!(schema instanceof z.ZodUnion)) return [];
  const kind = at(value, ['kind']);
  const member = schema.options.find(
    (option) =>
      option instanceof z.ZodObject &&
      (option.shape['kind'] as z.ZodType | undefined)?.safeParse(kind).success,
  );
  return member instanceof z.ZodObject ? Object.keys(member.shape) : [];
}
