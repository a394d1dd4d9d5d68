import { format, types } from 'node:util';
import type { LineMap } from './source-map.ts';

/** A Jupyter error: what nbclient raises and JupyterLab shows in the cell. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** A cell as it was run: its name in stack traces, its text, and where its lines went. */
export interface CellSource {
  readonly name: string;
  readonly code: string;
  readonly lineMap: LineMap | null;
}

/** Finds a cell by the name that stands in stack traces. Errors may come from functions of earlier cells. */
export type FindCell = (name: string) => CellSource | undefined;

/** Frames of the machinery, which help nobody who reads a notebook. */
const MACHINERY =
  /tslab[\\/]dist|node:vm|node:internal|[\\/]kernel[\\/][\w-]+\.c?[jt]s|evalmachine|\(<anonymous>\)$/;

/** An error that a cell threw: name, message, the line of the cell, and the stack in terms of what the person wrote. */
export function thrownError(thrown: unknown, find: FindCell): CellError {
  if (!types.isNativeError(thrown)) {
    const evalue = typeof thrown === 'string' ? thrown : format('%O', thrown);
    return { ename: 'Thrown', evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const frames: string[] = [];
  let excerpt: string[] = [];
  for (const line of stackLines(thrown)) {
    const placed = inCell(line, find);
    if (placed === null) {
      if (!MACHINERY.test(line)) frames.push(line);
      continue;
    }
    // A function at the top of a cell is the same place twice: in the cell and in the wrapper round it.
    if (frames.at(-1) !== placed.text) frames.push(placed.text);
    if (excerpt.length === 0) excerpt = codeFrame(placed.cell.code, placed.line, placed.column);
  }
  const head = `${thrown.name}: ${thrown.message}`;
  const cause = thrown.cause === undefined ? [] : [`Caused by: ${causeText(thrown.cause)}`];
  return { ename: thrown.name, evalue: thrown.message, traceback: [head, ...excerpt, ...frames, ...cause] };
}

/** One complaint of the compiler; line and column from 1. `file` is empty for the cell itself. */
export interface Complaint {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The compiler's complaints about a cell, each with the line it is about. */
export function typeScriptError(complaints: readonly Complaint[], code: string): CellError {
  const traceback: string[] = [];
  let previous = '';
  for (const { file, line, column, message } of complaints) {
    const place = `${file}:${line}:${column}`;
    // The compiler explains itself in a chain of messages about one place: one excerpt is enough.
    if (place === previous) {
      traceback.push(`  ${message}`);
      continue;
    }
    previous = place;
    traceback.push(`${file === '' ? '' : `${file} `}${line}:${column} - ${message}`);
    if (file === '') traceback.push(...codeFrame(code, line, column));
  }
  const first = complaints[0];
  const evalue = first ? `${first.line}:${first.column} - ${first.message}` : 'The cell did not compile.';
  return { ename: 'TypeScriptError', evalue, traceback: ['TypeScriptError', ...traceback] };
}

function stackLines(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
}

interface Placed {
  readonly cell: CellSource;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** `at f (notebook-cell-3:12:5)`, in JavaScript's lines → `at f (cell 3, line 7)`, in the cell's. */
function inCell(frame: string, find: FindCell): Placed | null {
  const match = /(notebook-cell-(\d+)):(\d+):(\d+)/.exec(frame);
  const cell = find(match?.[1] ?? '');
  if (!match || !cell) return null;
  const place = cell.lineMap?.(Number(match[3]), Number(match[4]));
  if (!place) return null;
  const inFunction = /at (?:async )?(?:Proxy\.)?([\w$.<>]+) \(/.exec(frame)?.[1];
  const where = `cell ${match[2]}, line ${place.line}`;
  return {
    cell,
    ...place,
    text: inFunction && inFunction !== 'eval' ? `    at ${inFunction} (${where})` : `    at ${where}`,
  };
}

/** The line in question with a neighbour on each side and a mark under the column. */
function codeFrame(code: string, line: number, column: number): string[] {
  const lines = code.split('\n');
  const out: string[] = [];
  for (let number = Math.max(1, line - 1); number <= Math.min(lines.length, line + 1); number++) {
    const mark = number === line ? '>' : ' ';
    out.push(`${mark} ${String(number).padStart(3)} | ${lines[number - 1] ?? ''}`);
    if (number === line) out.push(`      | ${' '.repeat(Math.max(0, column - 1))}^`);
  }
  return out;
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
