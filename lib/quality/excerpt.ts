const LENGTH = 160;

/**
 * A stretch of a text for reports and terminals: about 160 characters round `offset`, white space folded, characters that
 * cannot be seen (controls, lone surrogates, byte order marks) written as `⟨U+0085⟩`, so that a page shows them and a
 * terminal is not steered by them.
 *
 * @param offset UTF-16 position that must be in it, default 0
 */
export function excerpt(text: string, offset = 0): string {
  let start = Math.max(0, Math.min(offset - LENGTH / 4, text.length - LENGTH));
  if (start < LENGTH / 8) start = 0;
  let end = Math.min(text.length, start + LENGTH);
  if (isInsidePair(text, start)) start--;
  if (isInsidePair(text, end)) end++;
  const shown = text
    .slice(start, end)
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(
      /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/gu,
      codePointName,
    )
    .trim();
  return `${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}

/** `⟨U+0085⟩` */
export function codePointName(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

function isInsidePair(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
