import fs from 'node:fs';
import { fromRoot, readJson, writeFileAtomic } from 'sentilab/files/node';
import { notebookJson, notebookOfText, notebookText } from './notebook-text.ts';
import type { NotebookFile } from './with-parameters.ts';

/**
 * What a notebook needs before a commit: its outputs go, and beside it lies its text form.
 *
 * @param file name in notebooks/, with .ipynb
 * @returns files that had to be written, relative to the project
 */
export function tidyNotebook(file: string): string[] {
  const place = fromRoot('notebooks', file);
  const notebook = readJson(place) as NotebookFile;
  const name = file.replace(/\.ipynb$/, '');
  return [
    ...writeChanged(`notebooks/${file}`, notebookJson(notebook)),
    ...writeChanged(`notebooks/${name}.md`, notebookText(name, notebook)),
  ];
}

/**
 * Makes the notebook anew of its text form, for those who like their own editor better; outputs are lost.
 *
 * @returns files that had to be written, relative to the project
 */
export function notebookFromText(file: string): string[] {
  const text = fs.readFileSync(fromRoot('notebooks', file.replace(/ipynb$/, 'md')), 'utf8');
  return writeChanged(`notebooks/${file}`, notebookJson(notebookOfText(text)));
}

function writeChanged(file: string, text: string): string[] {
  const place = fromRoot(file);
  if (fs.existsSync(place) && fs.readFileSync(place, 'utf8') === text) return [];
  writeFileAtomic(place, text);
  return [file];
}
