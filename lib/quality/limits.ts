import { z } from 'zod';
import { UserError, didYouMean } from '../errors/index.ts';

const PERCENT = /^(?:100|\d{1,2})(?:\.\d+)?\s*%$/;

/** A limit as a person writes it: `3` (examples), `'0.5%'` (of what the check looks at), `'none'`. */
export const writtenLimitSchema = z.union([z.int().min(0), z.string().regex(PERCENT), z.literal('none')], {
  error: 'A limit is a count such as 3, a percentage such as "0.5%", or "none"',
});
/** See `writtenLimitSchema`. */
export type WrittenLimit = z.infer<typeof writtenLimitSchema>;

/** Whether a count is within a limit; a percentage of nothing is 0. */
export function withinLimit(limit: WrittenLimit, count: number, total: number): boolean {
  if (limit === 'none') return true;
  if (typeof limit === 'number') return count <= limit;
  const allowed = Number(limit.replace('%', '').trim());
  return 100 * count <= allowed * total;
}

/**
 * Limits as the command line has them: `duplicates=0.5%,empty=0,label-noise=none`; `none` alone lifts all of them.
 *
 * @param text what was written
 * @param kinds checks that exist
 * @param field name of the flag, for the error
 * @throws UserError for an unknown check, or a limit that is none
 */
export function parseLimits(
  text: string,
  kinds: readonly string[],
  field = '--fail-on',
): Record<string, WrittenLimit> {
  const limits: Record<string, WrittenLimit> = {};
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    if (part === 'none') {
      for (const kind of kinds) limits[kind] = 'none';
      continue;
    }
    const [kind = '', value = '', ...more] = part.split('=').map((each) => each.trim());
    const limit = writtenLimitSchema.safeParse(/^\d+$/.test(value) ? Number(value) : value);
    if (!kinds.includes(kind))
      throw new UserError('There is no such check.', { field, value: kind, fix: didYouMean(kind, kinds) });
    if (!limit.success || more.length > 0)
      throw new UserError(`${kind} takes a count, a percentage or none.`, {
        field,
        value: part,
        fix: `Write for example ${kind}=0.5% or ${kind}=3.`,
      });
    limits[kind] = limit.data;
  }
  return limits;
}
