import { diffArrays } from 'diff';
import { joined, type MappedSpan, type Rewritten, type Span } from '../rewrite.ts';

/**
 * Where the words of a new text come from, told afterwards: words that both texts have in the same order are copies (the
 * longest common sequence, Myers 1986); a run of other words comes from the run of words that it stands for, or, where
 * none is missing, from nowhere.
 */
export function alignWords(before: string, after: string): Rewritten {
  const [from, to] = [chunks(before), chunks(after)];
  const text = (source: string, { start, end }: Span): string => source.slice(start, end);
  const map: MappedSpan[] = [];
  let [i, j, removed] = [0, 0, null as Span | null];
  let place = 0;
  /** Everything of the output up to `end`; white space between words belongs to nobody. */
  const add = (end: number, source: Span | null): void => {
    if (end <= place) return;
    const copied = source !== null && text(before, source) === after.slice(place, end);
    map.push({ start: place, end, source, copied });
    place = end;
  };
  for (const part of diffArrays(
    from.map((span) => text(before, span)),
    to.map((span) => text(after, span)),
  )) {
    const count = part.value.length;
    if (part.removed) {
      removed = { start: from[i]?.start ?? 0, end: from[i + count - 1]?.end ?? 0 };
      i += count;
      continue;
    }
    for (let n = 0; n < count; n++, j++) {
      const own = to[j] as Span;
      add(own.start, null);
      add(own.end, part.added ? removed : (from[i++] ?? null));
    }
    removed = null;
  }
  add(after.length, null);
  return { text: after, map: joined(map) };
}

function chunks(text: string): Span[] {
  return Array.from(
    text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu),
    ({ index = 0, 0: whole }) => ({
      start: index,
      end: index + whole.length,
    }),
  );
}
