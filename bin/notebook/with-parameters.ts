import { parse } from 'yaml';
import { UserError, didYouMean } from 'sentilab/errors';

/** A cell of Jupyter's format 4, as far as parameters are concerned. */
export interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: string | readonly string[];
}

/** A notebook file; whatever else it holds is kept. */
export interface NotebookFile {
  readonly cells: readonly Cell[];
}

/**
 * The notebook with values of one's own: a cell behind the one with the tag `parameters` declares them again, as papermill
 * does it.
 *
 * @param assignments `trials=20`, the value as YAML
 * @throws UserError when the notebook has no such cell, or the cell no such name
 */
export function withParameters(notebook: NotebookFile, assignments: readonly string[]): NotebookFile {
  if (assignments.length === 0) return notebook;
  const at = notebook.cells.findIndex(({ metadata }) => metadata.tags?.includes('parameters'));
  const names = at < 0 ? [] : declaredIn(notebook.cells[at]);
  if (names.length === 0)
    throw new UserError('This notebook has no parameters.', {
      field: '--set',
      value: assignments[0],
      fix: 'Give a cell that declares some, such as `const trials = 5;`, the tag "parameters".',
    });
  const lines = assignments.map((text) => declaration(text, names, notebook.cells[at]));
  const cell = {
    cell_type: 'code',
    execution_count: null,
    id: 'injected-parameters',
    metadata: { tags: ['injected-parameters'] },
    outputs: [],
    source: lines.join('\n'),
  };
  return { ...notebook, cells: [...notebook.cells.slice(0, at + 1), cell, ...notebook.cells.slice(at + 1)] };
}

/** Names that a notebook's cell declares at the beginning of a line. */
function declaredIn(cell: Cell | undefined): string[] {
  return [...sourceOf(cell).matchAll(/^(?:const|let|var) (\w+)/gm)].map(([, name]) => name ?? '');
}

function sourceOf(cell: Cell | undefined): string {
  return typeof cell?.source === 'string' ? cell.source : (cell?.source ?? []).join('');
}

/** The type that the cell gives a name; without one that of the value: any other text, not just this one. */
function typeOf(name: string, value: unknown, cell: Cell | undefined): string {
  const written = new RegExp(`^(?:const|let|var) ${name}\\s*:\\s*([^=\\n]+?)\\s*=`, 'm').exec(
    sourceOf(cell),
  )?.[1];
  if (written !== undefined) return `: ${written}`;
  return ['string', 'number', 'boolean'].includes(typeof value) ? `: ${typeof value}` : '';
}

function declaration(assignment: string, names: readonly string[], cell: Cell | undefined): string {
  const at = assignment.indexOf('=');
  const name = assignment.slice(0, Math.max(0, at)).trim();
  if (at < 1)
    throw new UserError('It sets one parameter.', {
      field: '--set',
      value: assignment,
      fix: `Write for example ${names[0] ?? 'trials'}=20.`,
    });
  if (!names.includes(name))
    throw new UserError('This notebook has no such parameter.', {
      field: '--set',
      value: name,
      fix: didYouMean(name, names),
    });
  const value: unknown = parse(assignment.slice(at + 1));
  return `const ${name}${typeOf(name, value, cell)} = ${JSON.stringify(value)};`;
}
