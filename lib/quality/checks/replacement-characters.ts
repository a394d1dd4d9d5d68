import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { codePointName } from '../excerpt.ts';
import { matchesOf, someOf, textsWith } from './matches.ts';

/** Characters that were lost in decoding: U+FFFD in their place, or half a surrogate pair. */
export const replacementCharacters = defineCheck({
  kind: 'replacement-characters',
  title: 'Lost characters',
  counts: 'Texts with replacement characters (U+FFFD) or half surrogate pairs.',
  severity: 'error',
  fix: 'Read the source again with its true encoding: what was replaced cannot be told from the text.',
  limit: '0.1%',
  options: z.strictObject({}),
  run: (context) =>
    textsWith(
      context,
      (text) => matchesOf(text, /\ufffd|\p{Surrogate}/gu),
      (found) => someOf(found.map(codePointName)),
    ),
});
