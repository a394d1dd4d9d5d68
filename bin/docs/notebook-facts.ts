import type { NotebookFile } from '../notebook/with-parameters.ts';

/** What the gallery says of a notebook. */
export interface NotebookFacts {
  /** Without ending. */
  readonly name: string;
  /** `02`. */
  readonly number: string;
  readonly title: string;
  /** Its first paragraph, without markup. */
  readonly about: string;
}

/** Title and first paragraph out of the notebook's first text. */
export function notebookFacts(name: string, { cells }: NotebookFile): NotebookFacts {
  const source = cells.find(({ cell_type }) => cell_type === 'markdown')?.source ?? '';
  const [head = '', ...rest] = (typeof source === 'string' ? source : source.join('')).split(/\n{2,}/);
  const about = rest.find((paragraph) => /^\w/.test(paragraph)) ?? '';
  return {
    name,
    number: /^\d+/.exec(name)?.[0] ?? '',
    title: head.replace(/^#+\s*/, '') || name,
    about: about
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[*`]|<[^>]*>/g, '')
      .replace(/\s+/g, ' '),
  };
}
