import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fromRoot } from 'sentilab/files/node';
import { FailureError } from 'sentilab/errors';

/** One pass over all texts. */
export interface Pass {
  readonly seconds: number;
  readonly tokens: number;
}

/** scikit-learn in a process of its own, ready to be measured. */
export interface Peer {
  /** Name and version. */
  readonly library: string;
  /** Of all tokens of all texts: the same work was done when it is the same as ours. */
  readonly sha256: string;
  pass(): Promise<Pass>;
  close(): void;
}

/**
 * Starts the peer and hands it the texts.
 *
 * @throws FailureError when Python does not start or scikit-learn is missing
 */
export async function startPeer(python: string, texts: readonly string[]): Promise<Peer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sentilab-bench-'));
  const file = path.join(folder, 'texts.jsonl');
  fs.writeFileSync(file, texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const child = spawn(python, [fromRoot('bench/text/sklearn_words.py'), file], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
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
    throw new FailureError(`scikit-learn does not run under ${python}. ${lastLine(said)}`, {
      fix: `Install it there: ${python} -m pip install scikit-learn`,
    });
  };
  const close = (): void => {
    child.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ready = (await answer()) as Pick<Peer, 'library' | 'sha256'>;
    return {
      ...ready,
      pass: async () => {
        child.stdin.write('\n');
        return (await answer()) as Pass;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
