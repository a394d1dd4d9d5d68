import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Command } from 'commander';
import { FailureError, UserError, didYouMean } from 'sentilab/errors';
import { fromRoot } from 'sentilab/files/node';
import { jupyterEnvironment, notebookProgram } from '../jupyter.ts';
import { collect } from '../options.ts';

interface NotebookFlags {
  readonly port?: number;
  readonly browser: boolean;
}

interface RunFlags {
  readonly run?: boolean;
  readonly set?: readonly string[];
  readonly out?: string;
  readonly tidy?: boolean;
  readonly fromText?: boolean;
}

/** `npm run notebook`: JupyterLab with the TypeScript kernel, out of the project's own environment. */
export default function notebook(program: Command): void {
  program
    .command('notebook')
    .description('Open JupyterLab with the TypeScript kernel on 127.0.0.1, or run a notebook without it.')
    .argument('[name]', 'open this notebook at once: its number or its name')
    .option('--run', 'run it from top to bottom without a browser, and write it with its outputs')
    .option('--set <name=value>', 'with --run: another value of a parameter, several times', collect)
    .option('--out <file>', 'with --run: .html or .ipynb (default: results/notebooks/NAME.html)')
    .option('--tidy', 'take outputs away and write the text form beside it, of all notebooks or of this one')
    .option('--from-text', 'make the notebook anew of its text form (.md)')
    .option('--port <n>', 'this port and no other (default: 8888, or the next free one)', portNumber)
    .option('--no-browser', 'do not open a browser; the address is printed')
    .addHelpText(
      'after',
      `
Examples:
  npm run notebook
  npm run notebook -- 02
  npm run notebook -- --no-browser --port 9000
  npm run notebook -- 02 --run --set trials=20
  npm run notebook -- --tidy                     before a commit`,
    )
    .action(async (name: string | undefined, flags: NotebookFlags & RunFlags) => {
      if (flags.fromText || flags.tidy) return tidy(name, flags);
      const file = name === undefined ? undefined : findNotebook(name, listNotebooks());
      const { writeExperimentTypes } = await import('../init/experiment-types.ts');
      writeExperimentTypes();
      await (flags.run ? runHeadless(file, flags) : openLab(file, flags));
    });
}

/** Prints the files that were not as they should be. */
async function tidy(name: string | undefined, { fromText = false }: RunFlags): Promise<void> {
  const { notebookFromText, tidyNotebook } = await import('../notebook/tidy-notebooks.ts');
  const known = listNotebooks(fromText ? '.md' : '.ipynb');
  const files = name === undefined ? known : [findNotebook(name, known)];
  const written = files.flatMap((file) => [
    ...(fromText ? notebookFromText(file) : []),
    ...tidyNotebook(file),
  ]);
  process.stdout.write(written.map((file) => `${file}\n`).join(''));
}

async function runHeadless(file: string | undefined, { set = [], out }: RunFlags): Promise<void> {
  if (file === undefined)
    throw new UserError('Which notebook?', {
      field: 'name',
      fix: 'Name one: npm run notebook -- 02 --run',
    });
  const { runNotebook } = await import('../notebook/run-notebook.ts');
  const target =
    out === undefined
      ? fromRoot('results', 'notebooks', file.replace(/ipynb$/, 'html'))
      : path.resolve(process.env['INIT_CWD'] ?? '.', out);
  await runNotebook(file, set, target);
  process.stdout.write(`${path.relative(process.cwd(), target)}\n`);
}

async function openLab(file: string | undefined, flags: NotebookFlags): Promise<void> {
  if (flags.port !== undefined && !(await isFree(flags.port)))
    throw new UserError('This port is in use.', {
      field: '--port',
      value: flags.port,
      fix: 'Choose another one, or leave --port out to take the next free one.',
    });
  const child = spawn(notebookProgram('jupyter-lab'), labArguments({ ...flags, file }), {
    cwd: fromRoot('notebooks'),
    env: jupyterEnvironment(),
    stdio: 'inherit',
  });
  // Ctrl-C reaches JupyterLab too, which shuts its kernels down: this process only has to wait for it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', (cause) =>
      reject(new FailureError('JupyterLab could not be started.', { fix: 'Run npm run doctor.', cause })),
    );
    child.on('exit', (status, signal) => resolve(status ?? (signal === null ? 1 : 0)));
  });
  if (code !== 0)
    throw new FailureError('JupyterLab ended with an error; it is printed above.', { value: code });
}

/** JupyterLab's command line. */
export function labArguments(options: NotebookFlags & { readonly file?: string | undefined }): string[] {
  const start = options.file ?? '';
  return [
    '--ServerApp.ip=127.0.0.1',
    `--ServerApp.root_dir=${fromRoot()}`,
    `--LabApp.default_url=/lab/tree/notebooks/${encodeURIComponent(start)}`,
    `--ServerApp.port=${options.port ?? 8888}`,
    `--ServerApp.port_retries=${options.port === undefined ? 50 : 0}`,
    `--ServerApp.open_browser=${options.browser ? 'True' : 'False'}`,
    '--Application.log_level=WARN', // the address is printed all the same
    '--ServerApp.answer_yes=True', // Ctrl-C ends it without a question
    ...(process.getuid?.() === 0 ? ['--ServerApp.allow_root=True'] : []), // in a container
  ];
}

/**
 * A notebook by number or name: `2`, `02`, `02-a-small-sweep`, with or without `.ipynb`.
 *
 * @throws UserError when there is none
 */
export function findNotebook(name: string, known: readonly string[]): string {
  const wanted = name.replace(/\.ipynb$/, '');
  const number = /^\d+$/.test(wanted) ? `${wanted.padStart(2, '0')}-` : null;
  const found = known.find(
    (file) => file === `${wanted}.ipynb` || (number !== null && file.startsWith(number)),
  );
  if (found !== undefined) return found;
  const names = known.map((file) => file.replace(/\.ipynb$/, ''));
  throw new UserError('There is no such notebook.', {
    field: 'name',
    value: name,
    fix: didYouMean(wanted, names),
  });
}

/** Notebooks that have a file of this ending, by the name of the notebook's. */
function listNotebooks(ending = '.ipynb'): string[] {
  return fs
    .readdirSync(fromRoot('notebooks'))
    .filter((file) => file.endsWith(ending))
    .map((file) => `${file.slice(0, -ending.length)}.ipynb`)
    .sort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new UserError('A port is a whole number from 1 to 65535.', { field: '--port', value: text });
  return port;
}
