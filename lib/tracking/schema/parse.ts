import type { z } from 'zod';
import { FailureError } from '../../errors/index.ts';

/** At most this many faults are named: the first ones lead to the rest. */
const MOST_ISSUES = 3;

/**
 * Checks a JSON value against a schema.
 *
 * @param what what the value is, for the message: "results/quick/runs/x.json"
 * @throws FailureError that names the first faulty fields
 */
export function parseAs<S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(
    (issue) => `${issue.path.length === 0 ? 'the whole' : issue.path.join('.')}: ${issue.message}`,
  );
  const more = issues.length > MOST_ISSUES ? `; and ${issues.length - MOST_ISSUES} more` : '';
  throw new FailureError(
    `Does not have the expected shape: ${issues.slice(0, MOST_ISSUES).join('; ')}${more}.`,
    {
      field: what,
      fix: 'Restore the file from a copy or delete it; docs/results.md explains every field.',
    },
  );
}
