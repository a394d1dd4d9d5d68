import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { FailureError, UserError } from 'sentilab/errors';
import { fromRoot, readJson } from 'sentilab/files/node';
import { jupyterEnvironment, notebookProgram } from '../jupyter.ts';
import { withParameters, type NotebookFile } from './with-parameters.ts';

const FORMATS = { '.html': 'html', '.ipynb': 'notebook' } as const;

/**
 * Runs a notebook from top to bottom without a browser, and writes it with its outputs.
 *
 * @param file name in notebooks/, or an absolute path
 * @param set `trials=20`
 * @param out absolute path, ending in .html or .ipynb
 * @param env default: this process's
 * @throws FailureError naming cell and error when a cell fails
 */
export async function runNotebook(
  file: string,
  set: readonly string[],
  out: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const ending = path.extname(out);
  const format = FORMATS[ending as keyof typeof FORMATS] as (typeof FORMATS)['.html' | '.ipynb'] | undefined;
  if (format === undefined)
    throw new UserError('A notebook is written as .html or .ipynb.', { field: '--out', value: out });
  const notebook = withParameters(readJson(path.resolve(fromRoot('notebooks'), file)) as NotebookFile, set);
  // Inside the project: imports by name start from where a notebook lies.
  fs.mkdirSync(fromRoot('.cache'), { recursive: true });
  const folder = fs.mkdtempSync(fromRoot('.cache', 'notebook-'));
  try {
    const copy = path.join(folder, path.basename(file));
    fs.writeFileSync(copy, JSON.stringify(notebook));
    await promisify(execFile)(
      notebookProgram('jupyter-nbconvert'),
      [
        ...['--to', format, '--execute', '--ExecutePreprocessor.timeout=-1'],
        ...['--output', path.basename(out, ending), '--output-dir', path.dirname(out), copy],
      ],
      { cwd: fromRoot('notebooks'), env: jupyterEnvironment(env), maxBuffer: 1e8 },
    );
  } catch (error) {
    throw new FailureError(`${file} did not run to its end. ${reason(error)}`, { cause: error });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What the cell and its error were, out of nbconvert's traceback; all of it when it is something else. */
function reason(error: unknown): string {
  const { stderr = '', message = '' } = error as { readonly stderr?: string; readonly message?: string };
  const text = stripVTControlCharacters(stderr || message);
  const at = text.indexOf('CellExecutionError: ');
  return (at < 0 ? text : text.slice(at + 'CellExecutionError: '.length)).trim();
}
