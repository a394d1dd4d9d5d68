import type { RunRecord } from 'sentilab/tracking';
import type { RunColumn } from './run-columns.ts';

type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

/** One part of a filter: a condition on a column, or text that some cell must contain. */
export type FilterTerm =
  | {
      readonly kind: 'condition';
      readonly column: RunColumn;
      readonly operator: Operator;
      readonly operand: string;
    }
  | { readonly kind: 'text'; readonly text: string };

/**
 * Reads what was typed: terms apart by spaces, all of which must hold. `lr<0.01`, `test/accuracy>=78%`, `pooling=max`,
 * `sampler!=grid` are conditions on a column by its title; everything else is searched for in all cells.
 */
export function parseFilter(typed: string, columns: readonly RunColumn[]): FilterTerm[] {
  return typed
    .split(/\s+/)
    .filter(Boolean)
    .map((part): FilterTerm => {
      const match = /^(.+?)(<=|>=|!=|<|>|=)(.+)$/.exec(part);
      const [, title = '', operator = '', operand = ''] = match ?? [];
      const column = columns.find(
        (each) => each.title.replaceAll(' ', '').toLowerCase() === title.toLowerCase(),
      );
      if (match === null || column === undefined) return { kind: 'text', text: part.toLowerCase() };
      return { kind: 'condition', column, operator: operator as Operator, operand };
    });
}

/** Whether a run fulfils every term. A run without the column's value fulfils only `!=`. */
export function matchesFilter(
  run: RunRecord,
  terms: readonly FilterTerm[],
  columns: readonly RunColumn[],
): boolean {
  return terms.every((term) =>
    term.kind === 'text'
      ? columns.some((column) => column.text(run).toLowerCase().includes(term.text))
      : holds(run, term),
  );
}

function holds(
  run: RunRecord,
  { column, operator, operand }: Extract<FilterTerm, { kind: 'condition' }>,
): boolean {
  const value = column.value(run);
  if (value === undefined) return operator === '!=';
  if (typeof value === 'number') {
    const number = operand.endsWith('%') ? Number(operand.slice(0, -1)) / 100 : Number(operand);
    return !Number.isNaN(number) && compares(value - number, operator);
  }
  const text = String(value).toLowerCase();
  const wanted = operand.toLowerCase();
  return compares(text < wanted ? -1 : text > wanted ? 1 : 0, operator);
}

function compares(difference: number, operator: Operator): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
  }
}
