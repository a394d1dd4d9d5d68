import type { CheckContext, Found, FoundExample } from '../check.ts';

/**
 * The texts in which something is found by `find`, those with the most of it first.
 *
 * @param find positions and what is there, none when the text is fine
 * @param describe what to say about one text, from all that was found in it
 */
export async function textsWith(
  context: CheckContext,
  find: (text: string) => readonly { readonly index: number; readonly what: string }[],
  describe: (found: readonly string[]) => string,
): Promise<Found> {
  const examples: (FoundExample & { readonly places: number })[] = [];
  let places = 0;
  await context.each(({ text }, i) => {
    const found = find(text);
    const [first] = found;
    if (first === undefined) return;
    places += found.length;
    examples.push({
      at: [i],
      detail: describe(found.map(({ what }) => what)),
      offset: first.index,
      places: found.length,
    });
  });
  return {
    count: examples.length,
    examples: examples.sort((a, b) => b.places - a.places),
    facts: { places },
  };
}

/** All matches of a global pattern. */
export function matchesOf(
  text: string,
  pattern: RegExp,
): { readonly index: number; readonly what: string }[] {
  return Array.from(text.matchAll(pattern), (match) => ({ index: match.index ?? 0, what: match[0] }));
}

/** `<br />, <i> and 3 more`: the different things found, at most three of them. */
export function someOf(found: readonly string[]): string {
  const different = [...new Set(found)];
  const shown = different.slice(0, 3).map((what) => (what.length > 24 ? `${what.slice(0, 23)}…` : what));
  const times = found.length > different.length ? ` (${found.length} places)` : '';
  const more = different.length > 3 ? ` and ${different.length - 3} more` : '';
  return `${shown.join(', ')}${more}${times}`;
}
