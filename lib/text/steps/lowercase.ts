import { z } from 'zod';
import type { Draft, Edit } from '../draft.ts';
import { defineStep } from './step.ts';

/**
 * Folds to lower case by Unicode's rules for no particular language (a Greek sigma at the end of a word becomes ς).
 * The embedded GloVe vectors know no capitals.
 */
export const lowercase = defineStep({
  stage: 'text',
  schema: z.strictObject({ kind: z.literal('lowercase') }),
  create: () => foldCase,
});

/** The step's work. */
export function foldCase(draft: Draft): void {
  const before = draft.text;
  const after = before.toLowerCase();
  draft.edit(after, () => lengthened(before, after));
}

/** Lower case keeps the length, except that İ becomes two characters. */
function* lengthened(before: string, after: string): Generator<Edit> {
  if (before.length === after.length) return;
  for (let at = before.indexOf('\u0130'); at !== -1; at = before.indexOf('\u0130', at + 1))
    yield { start: at, end: at + 1, length: 2 };
}
