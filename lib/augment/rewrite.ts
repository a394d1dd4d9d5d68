import { FailureError } from '../errors/index.ts';

/** A stretch of a text: UTF-16 offsets, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One change: the characters from `start` to `end` become `text`. An empty stretch inserts, an empty text deletes. */
export interface Edit extends Span {
  readonly text: string;
  /**
   * Where the new text comes from, when that is not the stretch it replaces: two words that change places name each
   * other's. Default: the replaced stretch, or nowhere (null) for an insertion.
   */
  readonly source?: Span | null;
}

/** One stretch of an output and the stretch of the input it came from; null: it was inserted. */
export interface MappedSpan extends Span {
  readonly source: Span | null;
  /** Whether the characters are those of the source, one by one. */
  readonly copied: boolean;
}

/** A changed text and where each of its characters came from. */
export interface Rewritten {
  readonly text: string;
  /** Tiles `text` from 0 to its end, in order; no stretch is empty. */
  readonly map: readonly MappedSpan[];
}

/**
 * Carries out changes, keeping book of where everything came from.
 *
 * @param edits in any order; they must lie inside the text and not overlap. Insertions at one place keep their order.
 * @throws FailureError when two changes overlap or one lies outside: a fault of the augmenter, not of the text
 */
export function rewrite(text: string, edits: readonly Edit[]): Rewritten {
  const sorted = edits.slice().sort((a, b) => a.start - b.start || a.end - b.end);
  const map: MappedSpan[] = [];
  let output = '';
  let done = 0;
  const add = (part: string, source: Span | null): void => {
    if (part === '') return;
    const start = output.length;
    output += part;
    const copied = source !== null && part === text.slice(source.start, source.end);
    map.push({ start, end: output.length, source, copied });
  };
  for (const edit of sorted) {
    const { start, end } = edit;
    if (start < done || end < start || end > text.length)
      throw new FailureError('A change overlaps another one or lies outside the text.', {
        field: 'edits',
        value: edit,
      });
    add(text.slice(done, start), { start: done, end: start });
    add(edit.text, edit.source === undefined ? (start === end ? null : { start, end }) : edit.source);
    done = end;
  }
  add(text.slice(done), { start: done, end: text.length });
  return { text: output, map: joined(map) };
}

/** Copies that follow each other in the input too, as one stretch. */
export function joined(map: readonly MappedSpan[]): MappedSpan[] {
  const result: MappedSpan[] = [];
  for (const span of map) {
    const last = result[result.length - 1];
    if (last?.copied && span.copied && last.source && last.source.end === span.source?.start)
      result[result.length - 1] = {
        ...last,
        end: span.end,
        source: { start: last.source.start, end: span.source.end },
      };
    else result.push(span);
  }
  return result;
}

/**
 * The stretch of the input that a stretch of the output came from: exact for what was copied, the whole replaced stretch
 * for what was changed, null when all of it was inserted.
 *
 * @param span for example a token of the output
 */
export function sourceOf({ map }: Rewritten, span: Span): Span | null {
  let start = Infinity;
  let end = -Infinity;
  for (const piece of map) {
    if (piece.source === null || piece.end <= span.start || piece.start >= span.end) continue;
    const { source } = piece;
    const from = Math.max(0, span.start - piece.start);
    const to = Math.min(piece.end, span.end) - piece.start;
    start = Math.min(start, piece.copied ? source.start + from : source.start);
    end = Math.max(end, piece.copied ? source.start + to : source.end);
  }
  return start === Infinity ? null : { start, end };
}
