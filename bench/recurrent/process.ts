import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { FailureError } from 'sentilab/errors';
import type { ContestantName } from './contestants.ts';
import type { Measured, Ready, Task } from './protocol.ts';
import { WORKLOAD } from './workload.ts';

/** A contestant in a process of its own, so that its memory can be compared. */
export interface Running extends Ready {
  readonly name: string;
  measure(task: Task): Promise<Measured>;
  close(): void;
}

/** One of us, or TensorFlow.js' layers. */
export function startOurs(name: ContestantName, threads: number): Promise<Running> {
  const script = path.join(import.meta.dirname, 'contestant-process.ts');
  return start(name, process.execPath, ['--import=tsx', script, name], threads, 'Run npm run doctor.');
}

/**
 * PyTorch.
 *
 * @throws FailureError when Python does not start or PyTorch is missing
 */
export function startTorch(cell: 'lstm' | 'gru', python: string, threads: number): Promise<Running> {
  const script = path.join(import.meta.dirname, 'torch_recurrent.py');
  const args = [script, cell, String(threads), JSON.stringify(WORKLOAD)];
  return start(`torch-${cell}`, python, args, threads, `Install it there: ${python} -m pip install torch`);
}

async function start(
  name: string,
  command: string,
  args: readonly string[],
  threads: number,
  fix: string,
): Promise<Running> {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: String(threads), OMP_NUM_THREADS: String(threads) },
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  // An error of the child ends its output too; what it was is told there.
  child.on('error', (error) => (said += error.message));
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (!done) return JSON.parse(value);
    const last = said.trim().split('\n').at(-1) ?? '';
    throw new FailureError(`${name} does not run under ${command}. ${last}`, { fix });
  };
  try {
    return {
      name,
      ...((await answer()) as Ready),
      measure: async (task) => {
        child.stdin.write(`${task}\n`);
        return (await answer()) as Measured;
      },
      close: () => void child.kill(),
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}
