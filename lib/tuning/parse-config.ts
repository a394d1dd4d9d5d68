import type { z } from 'zod';
import { UserError, didYouMean } from '../errors/index.ts';

/**
 * A config as its schema reads it, defaults filled in.
 *
 * @param field how the person calls it: `sampler`, `pruner`
 * @throws UserError naming the field at fault; for an unknown `kind` the nearest known one
 */
export function parseConfig<S extends z.ZodType>(
  schema: S,
  config: unknown,
  field: string,
  kinds: readonly string[],
): z.output<S> {
  const parsed = schema.safeParse(config);
  if (parsed.success) return parsed.data;
  const kind = (config as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string' || !kinds.includes(kind))
    throw new UserError(`There is no such ${field}.`, {
      field: `${field}.kind`,
      value: kind,
      fix: didYouMean(String(kind), kinds),
    });
  const issue = parsed.error.issues[0];
  throw new UserError(`This is not a ${kind} ${field}: ${issue?.message ?? 'unknown reason'}.`, {
    field: [field, ...(issue?.path ?? [])].join('.'),
    value: config,
  });
}
