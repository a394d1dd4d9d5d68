import { decodeHTML } from 'entities';

/** What Windows-1252 means by the bytes 0x80 … 0x9f, in order; 0 where it means nothing. */
const WINDOWS_1252 = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e,
  0x178,
];

export interface NormalizeOptions {
  /** Default true. */
  readonly lowercase?: boolean;
}

/**
 * A review as plain text: HTML entities decoded, tags (`<br />`) turned to spaces, Unicode brought to NFKC, typographic
 * quotes and dashes to the ASCII that GloVe was trained on, invisible characters dropped, white space folded to single
 * spaces, and (by default) lower case. Never fails: a lone surrogate becomes U+FFFD.
 */
export function normalizeText(text: string, options: NormalizeOptions = {}): string {
  // Reviews hold almost nothing but ASCII; the rare steps are skipped by one cheap look.
  let plain = text.includes('&') ? decodeHTML(text) : text;
  // A tag starts with a letter, '/' or '!': "<3" and "a < b" are text.
  if (plain.includes('<')) plain = plain.replace(/<[a-z/!][^<>]*>/gi, ' ');
  if (/[^\t\n\r\x20-\x7e]/.test(plain)) plain = foldUnicode(plain);
  if (options.lowercase ?? true) plain = plain.toLowerCase();
  return plain.replace(/\s+/g, ' ').trim();
}

function foldUnicode(text: string): string {
  return (
    text
      // Old reviews carry Windows-1252 bytes read as Latin-1: "\x97" was a dash.
      .replace(/[\x80-\x9f]/g, (c) => String.fromCodePoint(WINDOWS_1252[c.charCodeAt(0) - 0x80] || 0x20))
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(/[\u00b4\u2018\u2019\u201a\u201b\u2032]/g, "'")
      .replace(/[\u00ab\u00bb\u201c-\u201f\u2033]/g, '"')
      .normalize('NFKC')
      .replace(/[\u2010\u2011\u2012\u2212]/g, '-')
      .replace(/[\u2013-\u2015]/g, ' -- ')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(/\p{Control}/gu, ' ')
  );
}
