import { UserError } from 'sentilab/errors';
import type { Cell, NotebookFile } from './with-parameters.ts';

/** First line of every text form. */
const HEAD = (name: string): string =>
  `<!-- The cells of ${name}.ipynb as text, for reading and for diffs: npm run notebook -- --tidy writes it. -->`;

/**
 * A notebook as Markdown: texts as they are, cells as TypeScript, outputs left out. `notebookOfText` makes the notebook of
 * it again.
 *
 * @param name without ending
 */
export function notebookText(name: string, { cells }: NotebookFile): string {
  const parts = cells.map((cell) => {
    const source = sourceOf(cell);
    const tags = cell.metadata.tags ?? [];
    const facts = [cell.id, ...tags.map((tag) => `#${tag}`)].join(' ');
    if (cell.cell_type !== 'code') return `<!-- ${facts} -->\n\n${source}`;
    const fence = fenceFor(source);
    return `${fence}ts ${facts}\n${source}\n${fence}`;
  });
  return `${[HEAD(name), ...parts].join('\n\n')}\n`;
}

/**
 * The notebook of a text form, without outputs, as it stands in git.
 *
 * @throws UserError when a cell has no id, an id comes twice, or a cell does not end
 */
export function notebookOfText(text: string): NotebookFile {
  const lines = text.replace(/\n$/, '').split('\n').slice(1);
  const cells: Cell[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const code = /^(`{3,})ts (\S.*)$/.exec(line);
    const prose = /^<!-- (\S.*) -->$/.exec(line);
    if (line === '') at++;
    else if (code !== null) {
      const end = lines.indexOf(code[1] ?? '', at + 1);
      if (end < 0) throw badText(line, 'Its fence is not closed.');
      cells.push(cellOf('code', code[2] ?? '', lines.slice(at + 1, end)));
      at = end + 1;
    } else if (prose !== null) {
      let end = at + 1;
      while (end < lines.length && !beginsCell(lines[end] ?? '')) end++;
      cells.push(cellOf('markdown', prose[1] ?? '', trimmed(lines.slice(at + 1, end))));
      at = end;
    } else throw badText(line, 'A cell begins with <!-- id -->, or with a fence ```ts id.');
  }
  const ids = cells.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw badText(twice ?? '', 'Each id is one cell’s.');
  return { cells, ...FORMAT };
}

/** A notebook's file as git has it: no outputs, no counts, no state of an editor. */
export function notebookJson(notebook: NotebookFile): string {
  const cells = notebook.cells.map((cell) => {
    const { tags } = cell.metadata;
    return {
      cell_type: cell.cell_type,
      ...(cell.cell_type === 'code' && { execution_count: null }),
      id: cell.id,
      metadata: tags === undefined ? {} : { tags },
      ...(cell.cell_type === 'code' && { outputs: [] }),
      source: sourceOf(cell)
        .split(/(?<=\n)/)
        .filter(Boolean),
    };
  });
  return `${JSON.stringify({ cells, ...FORMAT }, null, 1)}\n`;
}

const FORMAT = {
  metadata: {
    kernelspec: { display_name: 'TypeScript (sentilab)', language: 'typescript', name: 'sentilab' },
    language_info: { file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript' },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

function cellOf(cell_type: string, facts: string, lines: readonly string[]): Cell {
  const [id = '', ...rest] = facts.split(' ');
  const tags = rest.map((tag) => tag.replace(/^#/, ''));
  return { cell_type, id, metadata: tags.length === 0 ? {} : { tags }, source: lines.join('\n') };
}

function sourceOf({ source }: Cell): string {
  return typeof source === 'string' ? source : source.join('');
}

/** A fence longer than any in the source. */
function fenceFor(source: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/^`{3,}/gm)].map(([fence]) => fence.length));
  return '`'.repeat(longest + 1);
}

const beginsCell = (line: string): boolean => /^<!-- \S.* -->$/.test(line) || /^`{3,}ts \S/.test(line);

function trimmed(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}

function badText(value: string, fix: string): UserError {
  return new UserError('This is not the text form of a notebook.', { field: 'cell', value, fix });
}
