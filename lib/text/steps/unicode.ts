import { z } from 'zod';
import type { Draft, Edit } from '../draft.ts';
import { defineStep } from './step.ts';

/** What Windows-1252 means by the bytes 0x80 … 0x9f, in order; 0 where it means nothing. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e,
  0x178,
];

/**
 * Characters that normalising may join to the one before: marks, vowels and final consonants of Hangul in their three
 * encodings, half-width sound marks, a few vowels. No other character starts a compatibility decomposition that composes backwards
 * (the test looks at all of Unicode).
 */
export const JOINS = String.raw`[\p{M}\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7fb\uff9e-\uffdc\u0e33\u0eb3\u{16d67}\u{16d68}]`;
/** The smallest stretches that can be normalised one by one. */
const CLUSTER = new RegExp(`(?:[^\\0-\\x7f]|[\\0-\\x7f](?=${JOINS}))${JOINS}*`, 'gu');

const schema = z.strictObject({
  kind: z.literal('unicode'),
  form: z
    .enum(['NFKC', 'NFC', 'none'])
    .default('NFKC')
    .describe('Normal form: NFKC unfolds ligatures and widths, NFC only composes accents'),
  typography: z
    .boolean()
    .default(true)
    .describe('Typographic quotes become straight ones, long dashes --, other hyphens -'),
  windows1252: z
    .boolean()
    .default(true)
    .describe('Mend bytes 0x80 … 0x9f of Windows-1252 that were read as Latin-1'),
});

/**
 * One way to write each character: compatibility forms (ﬁ, ＡＢＣ, …) and accents composed by Unicode's NFKC, typographic
 * quotes and dashes as the ASCII that GloVe was trained on, Windows-1252 bytes that were taken for Latin-1 mended,
 * invisible characters dropped, control characters turned to spaces, half characters to U+FFFD.
 */
export const unicode = defineStep({
  stage: 'text',
  schema,
  create: (config) => (draft) => foldUnicode(draft, config),
});

/** The step's work. */
export function foldUnicode(
  draft: Draft,
  { form, typography, windows1252 }: Omit<z.infer<typeof schema>, 'kind'>,
): void {
  // Reviews hold almost nothing but ASCII; one cheap look spares the rest.
  if (!/[^\t\n\r\x20-\x7e]/.test(draft.text)) return;
  // Old reviews: "\x97" was a dash.
  if (windows1252)
    draft.replace(/[\x80-\x9f]/g, (c) => String.fromCodePoint(WINDOWS_1252[c.charCodeAt(0) - 0x80] || 0x20));
  draft.replace(/\p{Surrogate}/gu, '\ufffd');
  if (typography) {
    draft.replace(/[\u00b4\u2018\u2019\u201a\u201b\u2032]/g, "'");
    draft.replace(/[\u00ab\u00bb\u201c-\u201f\u2033]/g, '"');
  }
  if (form !== 'none') {
    const before = draft.text;
    const after = before.normalize(form);
    if (after !== before) draft.edit(after, () => normalized(before, after, form));
  }
  if (typography) {
    draft.replace(/[\u2010\u2011\u2012\u2212]/g, '-');
    draft.replace(/[\u2013-\u2015]/g, ' -- ');
  }
  draft.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  draft.replace(/\p{Control}/gu, ' ');
}

/** What normalising changed, cluster by cluster. */
function normalized(before: string, after: string, form: 'NFKC' | 'NFC'): readonly Edit[] {
  const edits: Edit[] = [];
  let growth = 0;
  for (const { 0: cluster, index = 0 } of before.matchAll(CLUSTER)) {
    const changed = cluster.normalize(form);
    if (changed === cluster) continue;
    edits.push({ start: index, end: index + cluster.length, length: changed.length });
    growth += changed.length - cluster.length;
  }
  // Should a later Unicode know a character that joins and is not in JOINS, offsets get coarse but stay true.
  return before.length + growth === after.length
    ? edits
    : [{ start: 0, end: before.length, length: after.length }];
}
