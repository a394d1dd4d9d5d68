import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';

/** A sweep started as a person would, in a process group of its own so that the whole group can be killed. */
export interface SweepProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** What it printed so far, both streams. */
  output(): string;
}

/** Marks every process of a drill, so that survivors can be found whatever their parent is. */
export const DRILL_VARIABLE = 'SENTILAB_DRILL';

export function startSweep(root: string, token: string, args: readonly string[]): SweepProcess {
  return startCommand(root, token, ['sweep', ...args]);
}

/** The same for any command. */
export function startCommand(root: string, token: string, args: readonly string[]): SweepProcess {
  const child = spawn(process.execPath, ['bin/sentilab.mjs', ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, [DRILL_VARIABLE]: token, CI: 'true' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, exited, output: () => output };
}

/** Process ids of living processes that carry the token (Linux). */
export function survivors(token: string): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const state = /\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
        if (state === 'Z' || state === 'X') return false;
        return fs
          .readFileSync(`/proc/${pid}/environ`, 'utf8')
          .split('\0')
          .includes(`${DRILL_VARIABLE}=${token}`);
      } catch {
        return false; // gone, or another user's
      }
    })
    .map(Number);
}
