import { decodeHTML } from 'entities';
import { z } from 'zod';
import type { Draft } from '../draft.ts';
import { defineStep } from './step.ts';

/** A character reference: `&amp;`, `&#39;`, `&#x27;`, and the old ones that work without a semicolon. */
const ENTITY = /&(?:#(?:x[\da-f]+|\d+)|[a-z\d]+);?/gi;
/** A tag starts with a letter, '/' or '!': "<3" and "a < b" are text. */
const TAG = /<[a-z/!][^<>]*>/gi;

/** Decodes HTML entities as browsers do, then turns tags (`<br />`) into spaces, also those that were entities. */
export const html = defineStep({
  stage: 'text',
  schema: z.strictObject({ kind: z.literal('html') }),
  create: () => cleanHtml,
});

/** The step's work. */
export function cleanHtml(draft: Draft): void {
  if (draft.text.includes('&')) draft.replace(ENTITY, (entity) => decodeHTML(entity));
  if (draft.text.includes('<')) draft.replace(TAG, ' ');
}
