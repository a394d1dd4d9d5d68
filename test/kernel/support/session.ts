import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { jupyterEnvironment, notebookProgram } from '../../../bin/jupyter.ts';
import { ensureNotebookEnvironment } from './environment.ts';

export interface Output {
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly execution_count?: number;
  readonly transient?: { readonly display_id?: string };
}

export interface Reply {
  readonly status: string;
  readonly execution_count: number;
  readonly outputs: readonly Output[];
  readonly ename?: string;
  readonly evalue?: string;
  readonly traceback?: readonly string[];
  /** From the interrupt to the end of the cell. */
  readonly seconds?: number;
}

export interface Session {
  execute(
    code: string,
    options?: { readonly cell?: string; readonly interruptAfter?: number; readonly interruptOn?: string },
  ): Promise<Reply>;
  /** All at once, as “Run all” sends them. */
  executeAll(cells: readonly string[]): Promise<readonly Reply[]>;
  complete(code: string): Promise<{ readonly matches: readonly string[] }>;
  info(): Promise<{ readonly status: string; readonly language_info: { readonly name: string } }>;
  close(): Promise<void>;
  /** kill -9 of the client, as when JupyterLab dies. */
  kill(): Promise<void>;
}

/**
 * A real kernel started by Jupyter's own client from the installed kernel spec.
 *
 * @param more environment variables besides this process's
 */
export async function startSession(folder: string, more: NodeJS.ProcessEnv = {}): Promise<Session> {
  await ensureNotebookEnvironment();
  const client = path.join(import.meta.dirname, 'session.py');
  const child = spawn(notebookProgram('python'), [client, 'sentilab', folder, '60'], {
    env: jupyterEnvironment({ ...process.env, ...more }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function receive(): Promise<unknown> {
    const line = await lines.next();
    if (line.done === true) throw new Error('The Jupyter client ended.');
    return JSON.parse(line.value) as unknown;
  }
  async function ask<T>(request: object): Promise<T> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    return (await receive()) as T;
  }
  await receive(); // ready
  return {
    execute: (code, { cell, interruptAfter, interruptOn } = {}) =>
      ask({ execute: code, cell, interrupt_after: interruptAfter, interrupt_on: interruptOn }),
    executeAll: (cells) => ask({ execute_all: cells }),
    complete: (code) => ask({ complete: code }),
    info: () => ask({ info: true }),
    close: async () => {
      child.stdin.end();
      await closed;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** What a cell showed as text: its result, or what it printed. */
export function textOf(reply: Reply): string {
  return reply.outputs.map((output) => output.data?.['text/plain'] ?? output.text ?? '').join('');
}
