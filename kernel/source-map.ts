import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';

/** Line and column (both from 1) of compiled JavaScript → the same place in the cell's TypeScript, or null. */
export type LineMap = (
  line: number,
  column: number,
) => { readonly line: number; readonly column: number } | null;

const COMMENT =
  /\n?\/\/# sourceMappingURL=(?:data:application\/json;(?:charset=utf-8;)?base64,([A-Za-z0-9+/=]+)|\S+)\s*$/;

/** Takes the source map off the end of compiled code. */
export function inlineSourceMap(code: string): { readonly code: string; readonly map: string | null } {
  const match = COMMENT.exec(code);
  if (!match) return { code, map: null };
  const map = match[1] === undefined ? null : Buffer.from(match[1], 'base64').toString('utf8');
  return { code: code.slice(0, match.index), map };
}

/**
 * A cell is compiled twice, TypeScript → ES module → CommonJS, and each pass has its map. tslab puts one line before
 * the cell, which is taken off again here.
 */
export function composeSourceMaps(first: string | null, second: string | null): LineMap | null {
  if (first === null || second === null) return null;
  const toModule = new SourceMap(JSON.parse(second) as SourceMapPayload);
  const toCell = new SourceMap(JSON.parse(first) as SourceMapPayload);
  return (line, column) => {
    const middle = toModule.findEntry(line - 1, column - 1);
    if (!('originalLine' in middle)) return null;
    const entry = toCell.findEntry(middle.originalLine, middle.originalColumn);
    if (!('originalLine' in entry) || entry.originalLine < 1) return null;
    return { line: entry.originalLine, column: entry.originalColumn + 1 };
  };
}
