import { spawn } from 'node:child_process';
import path from 'node:path';
import readline from 'node:readline';
import { buildSync } from 'esbuild';

/** What a writer says: how many appends succeeded, and the error that stopped it. */
export interface WriterWord {
  readonly done?: number;
  readonly error?: string;
}

export interface Writer {
  readonly pid: number | undefined;
  /** The next word, or null when the process has ended. */
  next(): Promise<WriterWord | null>;
  /** Lets a writer that was stopped by an error try once more. */
  goOn(): void;
  readonly exited: Promise<number | null>;
}

/** One file that Node runs at once: ten writers would else compile the same sources ten times. */
export function bundleWriter(root: string, folder: string): string {
  const outfile = path.join(folder, 'writer.mjs');
  buildSync({
    entryPoints: [path.join(root, 'bin/drill/journal/writer-process.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  return outfile;
}

export interface WriterOptions {
  readonly file: string;
  readonly appends: number;
  readonly writer?: number;
  readonly shared?: boolean;
  /** A shell's `ulimit -S -f`, in KiB. Default: none. */
  readonly fileLimit?: number;
  /** Runs as this user. Default: the same one. */
  readonly uid?: number;
}

export function startWriter(bundle: string, options: WriterOptions): Writer {
  const { file, appends, writer = 0, shared = false, fileLimit, uid } = options;
  const order = JSON.stringify({ file, writer, appends, shared });
  const limited = fileLimit === undefined ? '' : `ulimit -S -f ${fileLimit}; `;
  const child = spawn('bash', ['-c', `${limited}exec "$0" "$1" "$2"`, process.execPath, bundle, order], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid, cwd: '/' }),
  });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid,
    next: async () => {
      const line = await lines.next();
      return line.done ? null : (JSON.parse(line.value) as WriterWord);
    },
    goOn: () => void child.stdin.write('\n'),
    exited: new Promise((resolve) => child.once('exit', resolve)),
  };
}
