import { PlainDraft } from './draft.ts';
import { cleanHtml } from './steps/html.ts';
import { foldCase } from './steps/lowercase.ts';
import { foldUnicode } from './steps/unicode.ts';

export interface NormalizeOptions {
  /** Default true. */
  readonly lowercase?: boolean;
}

/**
 * A review as plain text, what the default text steps make of it: HTML entities decoded, tags (`<br />`) turned to
 * spaces, Unicode brought to NFKC, typographic quotes and dashes to ASCII, invisible characters dropped and (by default)
 * lower case; white space folded to single spaces besides. Never fails: a lone surrogate becomes U+FFFD.
 */
export function normalizeText(text: string, options: NormalizeOptions = {}): string {
  const draft = new PlainDraft(text);
  cleanHtml(draft);
  foldUnicode(draft, { form: 'NFKC', typography: true, windows1252: true });
  if (options.lowercase ?? true) foldCase(draft);
  return draft.text.replace(/\s+/g, ' ').trim();
}
