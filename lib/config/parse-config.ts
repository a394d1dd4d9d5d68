import { z } from 'zod';
import { UserError, didYouMean, type ErrorDetails } from '../errors/index.ts';

/** What is wrong with a configuration, before it is put into words. */
export interface ConfigFault {
  /** Of the wrong value, from the top; of an unknown field the path of the object it stands in. */
  readonly path: readonly string[];
  /** Name of a field that does not exist. */
  readonly unknown?: string;
  readonly rule: string;
  readonly details: Pick<ErrorDetails, 'value' | 'fix'>;
}

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
  const { path, rule, details } = faultOf(schema, value, result.error);
  throw new UserError(rule, { field: [field, ...path].join('.'), ...details });
}

/** The fault that helps most, of all that zod found. */
export function faultOf(schema: z.ZodType, value: unknown, error: z.ZodError): ConfigFault {
  const issues = error.issues.flatMap(withinUnion);
  // A misspelt field is also a missing one: the misspelling is what helps.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) return { path: [], rule: 'Not valid.', details: { value } };
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = fieldsOf(schemaAt(schema, value, issue.path), at(value, issue.path));
    const details = known.length === 0 ? {} : { fix: didYouMean(key, known) };
    return { path, unknown: key, rule: `Unknown field "${key}".`, details };
  }
  const kinds =
    issue.code === 'invalid_union' ? kindsOf(schemaAt(schema, value, issue.path.slice(0, -1))) : [];
  const found = at(value, issue.path);
  if (kinds.length > 0) {
    const details = { value: found, fix: didYouMean(String(found), kinds) };
    return { path, rule: 'There is no such kind.', details };
  }
  return { path, rule: `${issue.message}.`, details: { value: found } };
}

/**
 * What is wrong inside the member of a union that was meant: of a name or an object, the object's own issues when an object
 * was given. The issue itself where no member was entered.
 */
function withinUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const entered = issue.errors.find((inner) =>
    inner.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  if (entered === undefined) return [issue];
  return entered.flatMap((inner) => withinUnion({ ...inner, path: [...issue.path, ...inner.path] }));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  );
}

/** Whether a path holds one of several kinds, each with fields of its own. */
export function isKindAt(schema: z.ZodType, value: unknown, path: readonly string[]): boolean {
  return membersOf(schemaAt(schema, value, path)).length > 0;
}

/** The schema of what lies at a path; undefined where it cannot be followed. */
function schemaAt(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): z.ZodType | undefined {
  const bare = unwrapped(schema);
  const [key, ...rest] = path;
  if (key === undefined) return bare;
  const fields: Readonly<Record<string, z.ZodType>> | undefined = memberFor(bare, value)?.shape;
  const inner: z.ZodType | undefined =
    bare instanceof z.ZodArray ? (bare.element as z.ZodType) : fields?.[String(key)];
  return inner === undefined ? undefined : schemaAt(inner, at(value, [key]), rest);
}

/** Without the default or the permission to be absent around it. */
function unwrapped(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? unwrapped(schema.unwrap() as z.ZodType)
    : schema;
}

/** The object schema that a value belongs to: the schema itself, or the member of a union that its `kind` names. */
function memberFor(schema: z.ZodType | undefined, value: unknown): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const kind = at(value, ['kind']);
  return membersOf(schema).find((option) => kindOf(option)?.safeParse(kind).success);
}

function fieldsOf(schema: z.ZodType | undefined, value: unknown): string[] {
  return Object.keys(memberFor(schema, value)?.shape ?? {});
}

/** The values of `kind` that a union knows; empty when it is no union told apart by `kind`. */
function kindsOf(schema: z.ZodType | undefined): string[] {
  return membersOf(schema).flatMap((option) => {
    const kind = kindOf(option);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
}

function membersOf(schema: z.ZodType | undefined): z.ZodObject[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) =>
    option instanceof z.ZodObject ? [option] : membersOf(option as z.ZodType),
  );
}

function kindOf(member: z.ZodObject): z.ZodType | undefined {
  return member.shape['kind'] as z.ZodType | undefined;
}
